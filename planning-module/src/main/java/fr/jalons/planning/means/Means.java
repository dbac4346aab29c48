package fr.jalons.planning.means;

import fr.jalons.events.MeansEvent.MeansAllocated;
import fr.jalons.events.MeansEvent.MeansKind;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.planning.volets.Volet;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Quotient;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.GroupSession;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hours or money for some days, both included (S47).
 *
 * @param endedOn the first day on which they are no longer there; null until their last day
 */
@Aspect(name = "means", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 25, template = "planning/means", page = "/plan")
public record Means(
    RecordId id,
    RecordScope scope,
    @Nullable RecordId volet,
    MeansKind kind,
    BigDecimal quantity,
    LocalDate from,
    LocalDate until,
    @Nullable LocalDate endedOn)
    implements InScope {
  private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

  /** Hours of teachers in sessions that were held ÷ hours allocated, and the same by volet. */
  static final Indicator USED =
      Indicator.ofScope(
          "S47",
          1,
          Means.class,
          Set.of(GroupSession.class, Action.class, Volet.class),
          Means::used);

  /** Hours or money for some day of the period. */
  static final Evidence ALLOCATED =
      Evidence.ofScope(
          "means",
          Means.class,
          Set.of(),
          (scope, period) ->
              scope.within(Means.class).stream().filter(means -> means.isIn(period)));

  /**
   * Means, with the title of what they are for.
   *
   * @param title of the volet; null for all of the scheme
   */
  public record Allocated(
      RecordId id,
      RecordScope scope,
      @Nullable RecordId volet,
      @Nullable String title,
      MeansKind kind,
      BigDecimal quantity,
      LocalDate from,
      LocalDate until,
      @Nullable LocalDate endedOn) {}

  static Means begin(MeansAllocated event) {
    return new Means(
        event.means(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.volet(),
        event.kind(),
        event.quantity(),
        event.from(),
        event.until(),
        null);
  }

  Means evolve(MeansAllocated event) {
    return begin(event).ended(endedOn);
  }

  Means evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Means ended(@Nullable LocalDate day) {
    return new Means(id, scope, volet, kind, quantity, from, until, day);
  }

  /** By their first days. */
  static List<Allocated> view(List<Means> means, Aspects school) {
    List<Volet> volets = school.all(Volet.class);
    return means.stream()
        .sorted(Comparator.comparing(Means::from))
        .map(
            one ->
                new Allocated(
                    one.id,
                    one.scope,
                    one.volet,
                    volets.stream()
                        .filter(volet -> volet.id().equals(one.volet))
                        .map(Volet::title)
                        .findFirst()
                        .orElse(null),
                    one.kind,
                    one.quantity,
                    one.from,
                    one.until,
                    one.endedOn))
        .toList();
  }

  private boolean isOfHours() {
    return kind != MeansKind.BUDGET;
  }

  /** Whether one of its days lies in the period. */
  private boolean isIn(Period period) {
    return !from.isAfter(period.until())
        && !until.isBefore(period.from())
        && (endedOn == null || endedOn.isAfter(from) && endedOn.isAfter(period.from()));
  }

  private static Measure used(ScopeView scope, Period period) {
    Map<RecordId, RecordId> voletOf = Volet.ofActions(scope);
    List<GroupSession> held =
        scope.ofStructures(GroupSession.class).stream()
            .filter(session -> session.held() && period.covers(session.start()))
            .toList();
    List<Means> hours =
        scope.within(Means.class).stream()
            .filter(means -> means.isOfHours() && means.isIn(period))
            .toList();
    SortedMap<String, Measure> byVolet = new TreeMap<>();
    Volet.standing(scope, period)
        .forEach(
            volet ->
                byVolet.put(
                    volet.id().toString(),
                    used(
                        held.stream()
                            .filter(one -> one.action() != null)
                            .filter(one -> volet.id().equals(voletOf.get(one.action()))),
                        hours.stream().filter(means -> volet.id().equals(means.volet)))));
    return new Grouped(
        used(held.stream(), hours.stream()), Collections.unmodifiableSortedMap(byVolet));
  }

  private static Quotient used(Stream<GroupSession> held, Stream<Means> allocated) {
    return new Quotient(
        held.map(Means::hours).reduce(BigDecimal.ZERO, BigDecimal::add),
        allocated.map(Means::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Of all teachers who led it, of whom there was at least one. */
  private static BigDecimal hours(GroupSession session) {
    long minutes = (long) session.minutes() * Math.max(1, session.teachers().size());
    return BigDecimal.valueOf(minutes).divide(MINUTES, MathContext.DECIMAL64);
  }
}
