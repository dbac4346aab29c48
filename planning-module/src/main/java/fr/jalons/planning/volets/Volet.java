package fr.jalons.planning.volets;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.GroupSession;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A volet of a school's scheme of AP (S2).
 *
 * @param endedOn the first day on which it is no longer in force; null without end
 */
@Aspect(name = "volets", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 10, template = "planning/volets", page = "/plan")
public record Volet(
    RecordId id,
    VoletKind kind,
    String title,
    @Nullable String description,
    @Nullable BigDecimal hoursPerStudent,
    @Nullable LocalDate endedOn) {

  /** Minutes of sessions held whose action belongs to a volet ÷ minutes of sessions held. */
  static final Indicator MINUTES =
      Indicator.ofScope(
          "S2", 1, Volet.class, Set.of(Action.class, GroupSession.class), Volet::minutes);

  /** Volets in force. */
  static final Evidence DEFINED =
      Evidence.ofScope("volets", Volet.class, Set.of(), Volet::standing);

  /** Sessions held whose action belongs to a volet. */
  static final Evidence SESSIONS =
      Evidence.ofScope(
          "sessions-of-volets",
          Volet.class,
          Set.of(Action.class, GroupSession.class),
          Volet::sessions);

  static Volet begin(VoletDefined event) {
    return new Volet(
        event.volet(),
        event.kind(),
        event.title(),
        event.description(),
        event.hoursPerStudent(),
        null);
  }

  Volet evolve(VoletDefined event) {
    return begin(event).ended(endedOn);
  }

  Volet evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Volet ended(@Nullable LocalDate day) {
    return new Volet(id, kind, title, description, hoursPerStudent, day);
  }

  /** Those in force at the end of the period. */
  public static Stream<Volet> standing(ScopeView scope, Period period) {
    return scope.school().all(Volet.class).stream()
        .filter(volet -> volet.endedOn == null || volet.endedOn.isAfter(period.until()));
  }

  /** The volet of each action that belongs to one. */
  public static Map<RecordId, RecordId> ofActions(ScopeView scope) {
    Map<RecordId, RecordId> voletOf = new HashMap<>();
    for (Action action : scope.school().all(Action.class)) {
      if (action.volet() != null) {
        voletOf.put(action.id(), action.volet());
      }
    }
    return voletOf;
  }

  private static Stream<GroupSession> sessions(ScopeView scope, Period period) {
    Map<RecordId, RecordId> voletOf = ofActions(scope);
    return scope.ofStructures(GroupSession.class).stream()
        .filter(session -> session.held() && period.covers(session.start()))
        .filter(session -> session.action() != null && voletOf.containsKey(session.action()));
  }

  private static Measure minutes(ScopeView scope, Period period) {
    Map<RecordId, RecordId> voletOf = ofActions(scope);
    SortedMap<String, Long> minutes = new TreeMap<>();
    standing(scope, period).forEach(volet -> minutes.put(volet.id.toString(), 0L));
    long all = 0;
    for (GroupSession session : scope.ofStructures(GroupSession.class)) {
      if (session.held() && period.covers(session.start())) {
        all += session.minutes();
        RecordId volet = session.action() == null ? null : voletOf.get(session.action());
        if (volet != null) {
          minutes.merge(volet.toString(), (long) session.minutes(), Long::sum);
        }
      }
    }
    long whole = all;
    SortedMap<String, Measure> parts = new TreeMap<>();
    minutes.forEach((volet, part) -> parts.put(volet, Ratio.among(0, part, whole)));
    return new Grouped(
        Ratio.among(0, minutes.values().stream().mapToLong(Long::longValue).sum(), whole),
        Collections.unmodifiableSortedMap(parts));
  }
}
