package fr.jalons.followup;

import fr.jalons.events.AccountEvent;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.OperatingEvent;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.StudentId;
import java.util.List;

/** Which students an event is about. */
final class Concerned {
  private Concerned() {}

  static List<StudentId> students(DomainEvent event) {
    return switch (event) {
      case PlanningEvent planning -> students(planning);
      case DeliveryEvent delivery -> students(delivery);
      case EvaluationEvent evaluation -> students(evaluation);
      // Who looked, who may and what was erased is about the file, not in it.
      case PrivacyEvent privacy -> List.of();
      case AccountEvent account -> List.of();
      case OperatingEvent operating -> List.of();
    };
  }

  private static List<StudentId> students(PlanningEvent event) {
    return switch (event) {
      case PlanningEvent.StudentRegistered e -> List.of(e.student());
      case PlanningEvent.MembershipStarted e -> List.of(e.student());
      case PlanningEvent.MembershipEnded e -> List.of(e.student());
      case PlanningEvent.StudentLeft e -> List.of(e.student());
      case PlanningEvent.GuardianLinked e -> List.of(e.student());
      case PlanningEvent.GuardianUnlinked e -> List.of(e.student());
      case PlanningEvent.NeedDiagnosed e -> List.of(e.student());
      case PlanningEvent.NeedRefined e -> List.of(e.student());
      case PlanningEvent.NeedClosed e -> List.of(e.student());
      case PlanningEvent.InterviewRecorded e -> List.of(e.student());
      case PlanningEvent.PositioningRecorded e -> List.of(e.student());
      case PlanningEvent.RosterImported e -> List.of();
      case PlanningEvent.SubjectsListed e -> List.of();
      case PlanningEvent.StructureDeclared e -> List.of();
      case PlanningEvent.StructureWithdrawn e -> List.of();
      case PlanningEvent.TeacherRegistered e -> List.of();
      case PlanningEvent.TeacherAssigned e -> List.of();
      case PlanningEvent.TeacherUnassigned e -> List.of();
    };
  }

  private static List<StudentId> students(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.SessionScheduled e -> e.students();
      case DeliveryEvent.SessionHeld e -> e.students();
      case DeliveryEvent.SessionCancelled e -> e.students();
      case DeliveryEvent.AttendanceCorrected e -> List.of(e.student());
    };
  }

  private static List<StudentId> students(EvaluationEvent event) {
    return switch (event) {
      case EvaluationEvent.CompetencyAssessed e -> List.of(e.student());
      case EvaluationEvent.SurveyAnswered e ->
          e.student() == null ? List.of() : List.of(e.student());
      case EvaluationEvent.FrameworkAdopted e -> List.of();
      case EvaluationEvent.SurveyOpened e -> List.of();
      case EvaluationEvent.SurveyClosed e -> List.of();
    };
  }
}
