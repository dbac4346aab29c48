package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Sessions and the roll of each (S42, S47). */
public sealed interface SessionEvent extends DeliveryEvent {
  /** The closed list of natures of an action of accompaniment (S15–S19, S44). */
  enum Nature {
    FUNDAMENTALS,
    PSYCHOSOCIAL,
    AUTONOMY,
    EXAM,
    MULTIDISCIPLINARY,
    CULTURAL,
    INTERNATIONAL,
    PROFESSIONAL_PROJECT
  }

  /** How a student stood on the roll of a session. */
  enum AttendanceStatus {
    PRESENT,
    LATE,
    EXCUSED,
    UNEXCUSED;

    /** Whether the student was there for at least a part of the session. */
    public boolean attended() {
      return this == PRESENT || this == LATE;
    }
  }

  /** Where the school has sent a student who is excused: nothing is expected of them then. */
  enum Elsewhere {
    PLACEMENT,
    SCHOOL_DUTY
  }

  /**
   * One line of the roll.
   *
   * @param minutes minutes present: 0 to the length of the session, 0 for an absence
   * @param cause where the school had sent the student; absent in version 1 of its events
   */
  record Attendance(
      StudentId student, AttendanceStatus status, int minutes, @Nullable Elsewhere cause) {

    /** Of a student that the school has not sent elsewhere. */
    public Attendance(StudentId student, AttendanceStatus status, int minutes) {
      this(student, status, minutes, null);
    }

    /** Whether the student was to be there. */
    public boolean expected() {
      return cause == null;
    }
  }

  /**
   * A session is planned (S47).
   *
   * @param minutes planned length
   * @param students members of the audience at the start, as known when it was planned
   * @param action the one that it is a part of; absent in version 1, as are the next two
   * @param partners those who take part: it is an intervention (S13)
   * @param plannedOn when it was agreed on
   */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "SessionScheduled", version = "2")
  @Kind(value = "SESSION", tag = Tags.SESSION)
  record SessionScheduled(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STRUCTURE) StructureId audience,
      @PersonalText(of = "session") String title,
      Instant start,
      int minutes,
      @EventTag(key = Tags.TEACHER) List<TeacherId> teachers,
      Set<Nature> natures,
      @EventTag(key = Tags.NEED) List<NeedId> needs,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @Nullable RecordId action,
      List<RecordId> partners,
      @Nullable LocalDate plannedOn)
      implements SessionEvent, OnRecord {

    /** As version 1 says it: of no action, with no partner. */
    public SessionScheduled(
        SessionId session,
        StructureId audience,
        String title,
        Instant start,
        int minutes,
        List<TeacherId> teachers,
        Set<Nature> natures,
        List<NeedId> needs,
        List<StudentId> students) {
      this(
          session, audience, title, start, minutes, teachers, natures, needs, students, null,
          List.of(), null);
    }

    @Override
    public RecordId record() {
      return new RecordId(session.value());
    }

    @Override
    public StructureId structure() {
      return audience;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return LocalDate.ofInstant(start, zone);
    }
  }

  /**
   * A session was planned again every week (S47). Each week has a session of its own.
   *
   * @param session the first of them
   * @param until the last day on which one may be
   * @param sessions all of them, in order
   * @param leftOut days without one: holidays, or the class is on placement
   */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "WeeklySessionsScheduled", version = "1")
  record WeeklySessionsScheduled(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STRUCTURE) StructureId audience,
      LocalDate until,
      List<SessionId> sessions,
      List<LocalDate> leftOut)
      implements SessionEvent {}

  /**
   * What was planned for a session has changed; this replaces it (S47). The audience stays.
   *
   * @param students members of the audience at the former start and at the new one, as known then
   */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "SessionChanged", version = "1")
  @Kind(value = "SESSION", tag = Tags.SESSION, again = true)
  record SessionChanged(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STRUCTURE) StructureId audience,
      @PersonalText(of = "session") String title,
      Instant start,
      int minutes,
      @EventTag(key = Tags.TEACHER) List<TeacherId> teachers,
      Set<Nature> natures,
      @EventTag(key = Tags.NEED) List<NeedId> needs,
      @EventTag(key = Tags.STUDENT) List<StudentId> students)
      implements SessionEvent, OnRecord {
    @Override
    public RecordId record() {
      return new RecordId(session.value());
    }

    @Override
    public StructureId structure() {
      return audience;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return LocalDate.ofInstant(start, zone);
    }
  }

  /**
   * A session was held and its roll taken (S42).
   *
   * @param attendance one line per student on the roll
   * @param students every student concerned: those on the roll, and members without a line
   * @param competencies codes of the competencies worked on
   */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "SessionHeld", version = "2")
  record SessionHeld(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STRUCTURE) StructureId audience,
      Instant start,
      int minutes,
      List<Attendance> attendance,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @EventTag(key = Tags.TEACHER) List<TeacherId> teachers,
      @PersonalText(of = "session") @Nullable String summary,
      List<String> competencies)
      implements SessionEvent {}

  /**
   * A line of the roll was wrong or missing; this one replaces it (S42).
   *
   * @param cause as in {@link Attendance}
   */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "AttendanceCorrected", version = "2")
  record AttendanceCorrected(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STUDENT) StudentId student,
      AttendanceStatus status,
      int minutes,
      @Nullable Elsewhere cause,
      @PersonalText(of = "student") String reason)
      implements SessionEvent {

    /** Of a student that the school has not sent elsewhere. */
    public AttendanceCorrected(
        SessionId session, StudentId student, AttendanceStatus status, int minutes, String reason) {
      this(session, student, status, minutes, null, reason);
    }

    /** The line as it now stands. */
    public Attendance line() {
      return new Attendance(student, status, minutes, cause);
    }
  }

  /** A planned session will not be held (S47). */
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "SessionCancelled", version = "1")
  record SessionCancelled(
      @EventTag(key = Tags.SESSION) SessionId session,
      @EventTag(key = Tags.STRUCTURE) StructureId audience,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @PersonalText(of = "session") String reason)
      implements SessionEvent {}
}
