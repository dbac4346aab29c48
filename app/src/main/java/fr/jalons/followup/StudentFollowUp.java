package fr.jalons.followup;

import fr.jalons.events.AccountEvent;
import fr.jalons.events.CompetencyEvent;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.InterviewEvent;
import fr.jalons.events.NeedEvent;
import fr.jalons.events.OperatingEvent;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PositioningEvent;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SessionEvent;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent;
import fr.jalons.events.SurveyId;
import fr.jalons.followup.Facts.Assessment;
import fr.jalons.followup.Facts.Interview;
import fr.jalons.followup.Facts.Membership;
import fr.jalons.followup.Facts.Need;
import fr.jalons.followup.Facts.Opening;
import fr.jalons.followup.Facts.Positioning;
import fr.jalons.followup.Facts.Session;
import fr.jalons.followup.Facts.SessionStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of one student: the pure fold of the events that concern him. The live read model and
 * the view of any past moment are both this fold.
 *
 * @param leftOn first day after he left the school, if he did
 * @param surveys surveys he answered under his own name
 */
public record StudentFollowUp(
    StudentId student,
    List<Membership> memberships,
    @Nullable LocalDate leftOn,
    List<Need> needs,
    List<Session> sessions,
    List<Interview> interviews,
    List<Positioning> positionings,
    List<Assessment> assessments,
    List<SurveyId> surveys) {

  /** Nothing has happened yet. */
  public static StudentFollowUp of(StudentId student) {
    return new StudentFollowUp(
        student, List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The state after one more event; an event about others changes nothing. */
  public StudentFollowUp evolve(DomainEvent event) {
    if (!Concerned.students(event).contains(student)) {
      return this;
    }
    return switch (event) {
      case SchoolEvent school -> evolve(school);
      case PlanningEvent planning -> evolve(planning);
      case DeliveryEvent delivery -> withSessions(evolve(delivery));
      case EvaluationEvent evaluation -> evolve(evaluation);
      case PrivacyEvent privacy -> this;
      case AccountEvent account -> this;
      case OperatingEvent operating -> this;
    };
  }

  private StudentFollowUp evolve(SchoolEvent event) {
    return switch (event) {
      case SchoolEvent.MembershipStarted e ->
          withMemberships(plus(memberships, new Membership(e.structure(), e.from(), null)), null);
      case SchoolEvent.MembershipEnded e ->
          withMemberships(
              replaced(
                  memberships,
                  m -> m.structure().equals(e.structure()) && m.lastsBeyond(e.until()),
                  m -> new Membership(m.structure(), m.from(), e.until())),
              leftOn);
      case SchoolEvent.StudentLeft e -> withMemberships(memberships, e.on());
      default -> this;
    };
  }

  private StudentFollowUp evolve(PlanningEvent event) {
    return switch (event) {
      case NeedEvent.NeedDiagnosed e -> withNeeds(plus(needs, Need.of(e)));
      case NeedEvent.NeedRefined e ->
          withNeeds(replaced(needs, n -> n.id().equals(e.need()), n -> n.refined(e)));
      case NeedEvent.NeedClosed e ->
          withNeeds(replaced(needs, n -> n.id().equals(e.need()), n -> n.closed(e)));
      case InterviewEvent.InterviewRecorded e -> withInterviews(plus(interviews, Interview.of(e)));
      case PositioningEvent.PositioningRecorded e ->
          withPositionings(plus(positionings, Positioning.of(e)));
    };
  }

  private List<Session> evolve(DeliveryEvent event) {
    return switch (event) {
      case SessionEvent.SessionScheduled e -> plus(sessions, Session.planned(e));
      case SessionEvent.SessionHeld e -> {
        Session held = session(e).held(e, lineOf(e.attendance()));
        yield plus(sessions.stream().filter(s -> !s.id().equals(e.session())).toList(), held);
      }
      case SessionEvent.AttendanceCorrected e ->
          replaced(
              sessions,
              s -> s.id().equals(e.session()),
              s -> s.corrected(new Attendance(e.student(), e.status(), e.minutes())));
      case SessionEvent.SessionCancelled e ->
          replaced(sessions, s -> s.id().equals(e.session()), s -> s.with(SessionStatus.CANCELLED));
    };
  }

  /** The session as planned; one who joined the group later was not concerned by the plan. */
  private Session session(SessionEvent.SessionHeld event) {
    return sessions.stream()
        .filter(s -> s.id().equals(event.session()))
        .findFirst()
        .orElseGet(() -> Session.unplanned(event));
  }

  private @Nullable Attendance lineOf(List<Attendance> roll) {
    return roll.stream().filter(line -> line.student().equals(student)).findFirst().orElse(null);
  }

  private StudentFollowUp evolve(EvaluationEvent event) {
    return switch (event) {
      case CompetencyEvent.CompetencyAssessed e ->
          withAssessments(plus(assessments, Assessment.of(e)));
      case SurveyEvent.SurveyAnswered e -> withSurveys(plus(surveys, e.survey()));
      default -> this;
    };
  }

  /** With texts as readers may see them: the fold itself keeps them as they are stored. */
  StudentFollowUp opened(Opening opening) {
    return withNeeds(needs.stream().map(need -> need.opened(student, opening)).toList())
        .withSessions(sessions.stream().map(session -> session.opened(opening)).toList())
        .withInterviews(
            interviews.stream().map(interview -> interview.opened(student, opening)).toList())
        .withAssessments(assessments.stream().map(one -> one.opened(student, opening)).toList());
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  private static <T> List<T> replaced(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
    return list.stream().map(one -> which.test(one) ? change.apply(one) : one).toList();
  }

  private StudentFollowUp withMemberships(List<Membership> changed, @Nullable LocalDate left) {
    return new StudentFollowUp(
        student, changed, left, needs, sessions, interviews, positionings, assessments, surveys);
  }

  private StudentFollowUp withNeeds(List<Need> changed) {
    return new StudentFollowUp(
        student,
        memberships,
        leftOn,
        changed,
        sessions,
        interviews,
        positionings,
        assessments,
        surveys);
  }

  private StudentFollowUp withSessions(List<Session> changed) {
    return new StudentFollowUp(
        student,
        memberships,
        leftOn,
        needs,
        changed,
        interviews,
        positionings,
        assessments,
        surveys);
  }

  private StudentFollowUp withInterviews(List<Interview> changed) {
    return new StudentFollowUp(
        student, memberships, leftOn, needs, sessions, changed, positionings, assessments, surveys);
  }

  private StudentFollowUp withPositionings(List<Positioning> changed) {
    return new StudentFollowUp(
        student, memberships, leftOn, needs, sessions, interviews, changed, assessments, surveys);
  }

  private StudentFollowUp withAssessments(List<Assessment> changed) {
    return new StudentFollowUp(
        student, memberships, leftOn, needs, sessions, interviews, positionings, changed, surveys);
  }

  private StudentFollowUp withSurveys(List<SurveyId> changed) {
    return new StudentFollowUp(
        student,
        memberships,
        leftOn,
        needs,
        sessions,
        interviews,
        positionings,
        assessments,
        changed);
  }
}
