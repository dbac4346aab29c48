package fr.jalons.school.known;

import static java.time.temporal.ChronoUnit.DAYS;

import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
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
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Samples;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.students.StudentMemberships;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session of a class or group, without its roll. It belongs to the group and not to the people of
 * some day: the memberships of its day, as they are known to the reader, tell which students it
 * concerns.
 *
 * @param competencies what was worked on, once it was held
 * @param action the one that it is a part of
 * @param partners those who take part in it
 * @param plannedOn when it was agreed on; unknown of older ones
 */
@Aspect(name = "group-sessions", version = 2, of = Tags.STRUCTURE, by = Tags.SESSION)
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
    List<String> competencies,
    @Nullable RecordId action,
    List<RecordId> partners,
    @Nullable LocalDate plannedOn)
    implements Dated {

  /** Of the sessions of a period that were planned with a partner, those that were held. */
  static final Indicator INTERVENTIONS =
      Indicator.ofScope("S13", 1, GroupSession.class, Set.of(), GroupSession::interventions);

  /** How many days before their day they were agreed on. */
  static final Indicator LEAD =
      Indicator.ofScope("S13.lead", 1, GroupSession.class, Set.of(), GroupSession::lead)
          .in(Unit.DAYS);

  /** Sessions held in the period. */
  static final Evidence HELD =
      Evidence.ofScope("sessions-held", GroupSession.class, Set.of(), GroupSession::heldIn);

  /** Their rolls: a session is held by calling its roll. */
  static final Evidence ROLLS =
      Evidence.ofScope("rolls-called", GroupSession.class, Set.of(), GroupSession::heldIn);

  /** Sessions of the period with a partner, held or planned. */
  static final Evidence WITH_PARTNER =
      Evidence.ofScope(
          "sessions-with-partner",
          GroupSession.class,
          Set.of(),
          (scope, period) ->
              withPartners(scope, period).stream()
                  .filter(session -> session.status != SessionStatus.CANCELLED));

  private static final Aspects.Derived<List<GroupSession>> CONCERNING =
      new Aspects.Derived<>(GroupSession::ofTheirStructures);

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
        List.of(),
        event.action(),
        event.partners(),
        event.plannedOn());
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
        competencies,
        action,
        partners,
        plannedOn);
  }

  GroupSession evolve(SessionHeld event) {
    return with(SessionStatus.HELD, event.competencies());
  }

  GroupSession evolve(SessionCancelled event) {
    return with(SessionStatus.CANCELLED, competencies);
  }

  private GroupSession with(SessionStatus now, List<String> worked) {
    return new GroupSession(
        id, audience, title, start, minutes, natures, teachers, needs, now, worked, action,
        partners, plannedOn);
  }

  private static Stream<GroupSession> heldIn(ScopeView scope, Period period) {
    return scope.ofStructures(GroupSession.class).stream()
        .filter(session -> session.held() && period.covers(session.start));
  }

  private static List<GroupSession> withPartners(ScopeView scope, Period period) {
    return scope.ofStructures(GroupSession.class).stream()
        .filter(session -> !session.partners.isEmpty() && period.covers(session.start))
        .toList();
  }

  private static Ratio interventions(ScopeView scope, Period period) {
    List<GroupSession> all = withPartners(scope, period);
    return Ratio.among(0, all.stream().filter(GroupSession::held).count(), all.size());
  }

  private static Samples lead(ScopeView scope, Period period) {
    return new Samples(
        withPartners(scope, period).stream()
            .flatMap(
                session ->
                    Stream.ofNullable(session.plannedOn)
                        .map(day -> (int) DAYS.between(day, session.day(period.zone()))))
            .toList(),
        0);
  }

  public boolean held() {
    return status == SessionStatus.HELD;
  }

  /** Those that concern a student: of the classes and groups that they were in on that day. */
  public static List<GroupSession> concerning(Aspects student) {
    return student.derived(CONCERNING);
  }

  private static List<GroupSession> ofTheirStructures(Aspects student) {
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
