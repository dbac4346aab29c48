package fr.jalons.followup;

import fr.jalons.events.AccountEvent;
import fr.jalons.events.CompetencyEvent;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.FrameworkEvent;
import fr.jalons.events.InterviewEvent;
import fr.jalons.events.NeedEvent;
import fr.jalons.events.OperatingEvent;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PositioningEvent;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SessionEvent;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent;
import java.util.List;

/** Which students an event is about. */
final class Concerned {
  private Concerned() {}

  static List<StudentId> students(DomainEvent event) {
    return switch (event) {
      case SchoolEvent school -> students(school);
      case PlanningEvent planning -> students(planning);
      case DeliveryEvent delivery -> students(delivery);
      case EvaluationEvent evaluation -> students(evaluation);
      // Who looked, who may and what was erased is about the file, not in it.
      case PrivacyEvent privacy -> List.of();
      case AccountEvent account -> List.of();
      case OperatingEvent operating -> List.of();
    };
  }

  private static List<StudentId> students(SchoolEvent event) {
    return switch (event) {
      case SchoolEvent.StudentRegistered e -> List.of(e.student());
      case SchoolEvent.MembershipStarted e -> List.of(e.student());
      case SchoolEvent.MembershipEnded e -> List.of(e.student());
      case SchoolEvent.StudentLeft e -> List.of(e.student());
      case SchoolEvent.GuardianLinked e -> List.of(e.student());
      case SchoolEvent.GuardianUnlinked e -> List.of(e.student());
      case SchoolEvent.RosterImported e -> List.of();
      case SchoolEvent.SubjectsListed e -> List.of();
      case SchoolEvent.StructureDeclared e -> List.of();
      case SchoolEvent.StructureWithdrawn e -> List.of();
      case SchoolEvent.TeacherRegistered e -> List.of();
      case SchoolEvent.TeacherAssigned e -> List.of();
      case SchoolEvent.TeacherUnassigned e -> List.of();
    };
  }

  private static List<StudentId> students(PlanningEvent event) {
    return switch (event) {
      case NeedEvent.NeedDiagnosed e -> List.of(e.student());
      case NeedEvent.NeedRefined e -> List.of(e.student());
      case NeedEvent.NeedClosed e -> List.of(e.student());
      case InterviewEvent.InterviewRecorded e -> List.of(e.student());
      case PositioningEvent.PositioningRecorded e -> List.of(e.student());
    };
  }

  private static List<StudentId> students(DeliveryEvent event) {
    return switch (event) {
      case SessionEvent.SessionScheduled e -> e.students();
      case SessionEvent.SessionHeld e -> e.students();
      case SessionEvent.SessionCancelled e -> e.students();
      case SessionEvent.AttendanceCorrected e -> List.of(e.student());
    };
  }

  private static List<StudentId> students(EvaluationEvent event) {
    return switch (event) {
      case CompetencyEvent.CompetencyAssessed e -> List.of(e.student());
      case SurveyEvent.SurveyAnswered e -> e.student() == null ? List.of() : List.of(e.student());
      case FrameworkEvent.FrameworkAdopted e -> List.of();
      case SurveyEvent.SurveyOpened e -> List.of();
      case SurveyEvent.SurveyClosed e -> List.of();
    };
  }
}
