package fr.jalons.delivery.resources;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.ResourceEvent.ResourceCatalogued;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource in the catalogue of a school (S21).
 *
 * @param endedOn the first day on which it is no longer there; null without end
 */
@Aspect(name = "resources", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "do", order = 20, template = "delivery/resources", page = "/resources")
public record Resource(
    RecordId id,
    String title,
    String url,
    ResourceProvider provider,
    Set<Nature> natures,
    @Nullable LocalDate endedOn) {

  /** Of the actions for a professional project, those that use a resource of Avenir(s). */
  public static final Indicator AVENIRS =
      Indicator.ofScope(
          "S21", 1, Resource.class, Set.of(Action.class, ActionStep.class), Resource::withAvenirs);

  /** Resources of the catalogue. */
  static final Evidence CATALOGUED =
      Evidence.ofScope(
          "resources",
          Resource.class,
          Set.of(),
          (scope, period) ->
              scope.school().all(Resource.class).stream()
                  .filter(one -> one.endedOn == null || one.endedOn.isAfter(period.until())));

  /** Actions of the period that use a resource of Avenir(s). */
  static final Evidence WITH_AVENIRS =
      Evidence.ofScope(
              "actions-avenirs",
              Resource.class,
              Set.of(Action.class, ActionStep.class),
              Resource::usingAvenirs)
          .on("/actions");

  static Resource begin(ResourceCatalogued event) {
    return new Resource(
        event.resource(), event.title(), event.url(), event.provider(), event.natures(), null);
  }

  Resource evolve(ResourceCatalogued event) {
    return begin(event).ended(endedOn);
  }

  Resource evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Resource ended(@Nullable LocalDate day) {
    return new Resource(id, title, url, provider, natures, day);
  }

  private static Ratio withAvenirs(ScopeView scope, Period period) {
    return Ratio.among(
        0,
        usingAvenirs(scope, period).filter(Resource::isForProject).count(),
        ActionCourse.concerning(scope, period).stream()
            .map(ActionCourse::sheet)
            .filter(Resource::isForProject)
            .count());
  }

  private static boolean isForProject(Action sheet) {
    return sheet.natures().contains(Nature.PROFESSIONAL_PROJECT);
  }

  private static Stream<Action> usingAvenirs(ScopeView scope, Period period) {
    Set<RecordId> offered =
        scope.school().all(Resource.class).stream()
            .filter(resource -> resource.provider == ResourceProvider.AVENIRS)
            .map(Resource::id)
            .collect(Collectors.toSet());
    return ActionCourse.concerning(scope, period).stream()
        .map(ActionCourse::sheet)
        .filter(sheet -> sheet.resources().stream().anyMatch(offered::contains));
  }
}
