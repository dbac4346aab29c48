package fr.jalons.school.known;

import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.students.StudentMemberships;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * A session of a class or group, without its roll. It belongs to the group and not to the people of
 * some day: whom it concerns, the memberships of its day tell, as they are known by whoever looks.
 *
 * @param competencies what was worked on, once it was held
 */
@Aspect(name = "group-sessions", of = Tags.STRUCTURE, by = Tags.SESSION)
public record GroupSession(
    SessionId id,
    StructureId audience,
    String title,
    Instant start,
    int minutes,
    Set<Nature> natures,
    List<TeacherId> teachers,
    List<NeedId> needs,
    SessionStatus status,
    List<String> competencies)
    implements Dated {

  /** Where a session stands. */
  public enum SessionStatus {
    PLANNED,
    HELD,
    CANCELLED
  }

  @Override
  public LocalDate day(ZoneId zone) {
    return start.atZone(zone).toLocalDate();
  }

  static GroupSession begin(SessionScheduled event) {
    return new GroupSession(
        event.session(),
        event.audience(),
        event.title(),
        event.start(),
        event.minutes(),
        event.natures(),
        event.teachers(),
        event.needs(),
        SessionStatus.PLANNED,
        List.of());
  }

  GroupSession evolve(SessionChanged event) {
    return new GroupSession(
        id,
        audience,
        event.title(),
        event.start(),
        event.minutes(),
        event.natures(),
        event.teachers(),
        event.needs(),
        status,
        competencies);
  }

  GroupSession evolve(SessionHeld event) {
    return with(SessionStatus.HELD, event.competencies());
  }

  GroupSession evolve(SessionCancelled event) {
    return with(SessionStatus.CANCELLED, competencies);
  }

  private GroupSession with(SessionStatus now, List<String> worked) {
    return new GroupSession(
        id, audience, title, start, minutes, natures, teachers, needs, now, worked);
  }

  public boolean held() {
    return status == SessionStatus.HELD;
  }

  /** Those that concern a student: of the classes and groups that they were in on that day. */
  public static List<GroupSession> concerning(Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    return memberships.structures().stream()
        .flatMap(one -> student.another(one, GroupSession.class).all(GroupSession.class).stream())
        .filter(session -> session.isFor(memberships, student))
        .toList();
  }

  /** As {@link #concerning}, those that were taken back. */
  public static List<Withdrawn> withdrawnConcerning(Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    return memberships.structures().stream()
        .flatMap(
            one -> student.another(one, GroupSession.class).withdrawn(GroupSession.class).stream())
        .filter(
            gone ->
                gone.entry() instanceof GroupSession session && session.isFor(memberships, student))
        .toList();
  }

  private boolean isFor(StudentMemberships memberships, Aspects student) {
    return memberships.has(audience, student.day(start));
  }
}
