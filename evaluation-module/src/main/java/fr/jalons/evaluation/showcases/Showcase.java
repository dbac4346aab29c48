package fr.jalons.evaluation.showcases;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcaseNominated;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Tally;
import fr.jalons.school.known.Action;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action that is proposed to be shown (S34). */
@Aspect(name = "showcases", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "check", order = 10, template = "evaluation/showcases", page = "/showcases")
public record Showcase(
    RecordId id,
    RecordScope scope,
    RecordId action,
    String reason,
    Set<Outlet> outlets,
    LocalDate nominatedOn)
    implements InScope {

  /** Of the showcases proposed in the period, those shown anywhere; and how many in each place. */
  static final Indicator SHOWN =
      Indicator.ofScope(
          "S34", 1, Showcase.class, Set.of(ShowcasePublication.class), Showcase::shown);

  /** Actions proposed in the period. */
  static final Evidence PROPOSED =
      Evidence.ofScope(
          "showcases-proposed",
          Showcase.class,
          Set.of(),
          (scope, period) ->
              scope.concerning(Showcase.class).stream()
                  .filter(one -> period.covers(one.nominatedOn)));

  /** Times that an action was published in the period. */
  static final Evidence PUBLISHED =
      Evidence.ofScope(
          "showcases-published",
          Showcase.class,
          Set.of(ShowcasePublication.class),
          Showcase::publishedIn);

  /** The places where they were. */
  static final Evidence OUTLETS =
      Evidence.ofScope(
              "outlets",
              Showcase.class,
              Set.of(ShowcasePublication.class),
              (scope, period) -> publishedIn(scope, period).map(ShowcasePublication::outlet))
          .different();

  /**
   * A showcase as it stands.
   *
   * @param title of the action; null if it was taken back
   */
  public record Proposed(
      RecordId id,
      RecordScope scope,
      @Nullable String title,
      String reason,
      Set<Outlet> outlets,
      LocalDate nominatedOn,
      List<ShowcasePublication> publications) {}

  /** Those that wait, and those that are shown somewhere. */
  public record Shelf(List<Proposed> proposed, List<Proposed> published) {}

  static Showcase begin(ShowcaseNominated event) {
    return new Showcase(
        event.showcase(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.action(),
        event.reason(),
        event.outlets(),
        event.nominatedOn());
  }

  private static Map<RecordId, List<ShowcasePublication>> publications(Aspects school) {
    return school.all(ShowcasePublication.class).stream()
        .collect(Collectors.groupingBy(ShowcasePublication::showcase));
  }

  static Shelf view(List<Showcase> entries, Aspects school) {
    Map<RecordId, Action> actions =
        school.all(Action.class).stream()
            .collect(Collectors.toMap(Action::id, Function.identity()));
    Map<RecordId, List<ShowcasePublication>> publications = publications(school);
    List<Proposed> all =
        entries.reversed().stream()
            .map(
                one -> {
                  Action action = actions.get(one.action);
                  return new Proposed(
                      one.id,
                      one.scope,
                      action == null ? null : action.title(),
                      one.reason,
                      one.outlets,
                      one.nominatedOn,
                      publications.getOrDefault(one.id, List.of()));
                })
            .toList();
    return new Shelf(
        all.stream().filter(one -> one.publications.isEmpty()).toList(),
        all.stream().filter(one -> !one.publications.isEmpty()).toList());
  }

  private static Stream<ShowcasePublication> publishedIn(ScopeView scope, Period period) {
    Set<RecordId> known =
        scope.concerning(Showcase.class).stream().map(Showcase::id).collect(Collectors.toSet());
    return scope.school().all(ShowcasePublication.class).stream()
        .filter(one -> known.contains(one.showcase()) && period.covers(one.publishedOn()));
  }

  private static Measure shown(ScopeView scope, Period period) {
    List<Showcase> all =
        scope.concerning(Showcase.class).stream()
            .filter(one -> period.covers(one.nominatedOn))
            .toList();
    Map<RecordId, List<ShowcasePublication>> publications = publications(scope.school());
    SortedMap<String, Measure> places = new TreeMap<>();
    for (Outlet outlet : Outlet.values()) {
      long there =
          all.stream()
              .filter(
                  one ->
                      publications.getOrDefault(one.id, List.of()).stream()
                          .anyMatch(publication -> publication.outlet() == outlet))
              .count();
      places.put(
          outlet.name(),
          new Tally(there, Collections.unmodifiableSortedMap(new TreeMap<String, Long>())));
    }
    return new Grouped(
        Ratio.among(
            0, all.stream().filter(one -> publications.containsKey(one.id)).count(), all.size()),
        Collections.unmodifiableSortedMap(places));
  }
}
