package fr.jalons.planning.targets;

import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.Tags;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TargetEvent.TargetSet;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownIndicators;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An indicator is to have a value by a day (S30).
 *
 * @param setOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "SetTarget")
@Post("/api/targets")
@Page(value = "/targets/new", then = "/plan")
@Allowed(who = Who.STEERING, over = Over.SCHOOL)
public record SetTarget(
    RecordId target,
    RecordScope scope,
    @OfKind("OBJECTIVE") @Nullable RecordId objective,
    @NotBlank @Size(max = 40) String indicator,
    @NotNull Comparison comparison,
    @NotNull @Digits(integer = 6, fraction = 4) BigDecimal value,
    @NotNull LocalDate dueOn,
    @Happened @Nullable LocalDate setOn,
    @Nullable Correction correction) {

  /** The targets of a school that stand. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Targets(Map<UUID, TargetSet> all, Map<UUID, LocalDate> ended) {
    Targets() {
      this(Map.of(), Map.of());
    }

    Targets evolve(TargetSet event) {
      Map<UUID, TargetSet> next = new HashMap<>(all);
      next.put(event.target().value(), event);
      return new Targets(Map.copyOf(next), ended);
    }

    Targets evolve(RecordWithdrawn event) {
      Map<UUID, TargetSet> next = new HashMap<>(all);
      next.remove(event.record());
      return new Targets(Map.copyOf(next), ended);
    }

    Targets evolve(RecordEnded event) {
      Map<UUID, LocalDate> next = new HashMap<>(ended);
      next.put(event.record(), event.endedOn());
      return new Targets(all, Map.copyOf(next));
    }

    /** Whether another one is about the same indicator, scope and day. */
    boolean hasSame(SetTarget wanted, LocalDate day) {
      return all.values().stream()
          .filter(other -> !other.target().equals(wanted.target))
          .filter(other -> day.isBefore(ended.getOrDefault(other.target().value(), LocalDate.MAX)))
          .anyMatch(
              other ->
                  other.indicator().equals(wanted.indicator)
                      && other.dueOn().equals(wanted.dueOn)
                      && wanted.scope.equals(RecordScope.of(other)));
    }
  }

  List<TargetSet> decide(
      @By("target") KnownRecord earlier,
      @By("objective") @Nullable KnownRecord served,
      @By("scope.school") Targets others,
      Models models,
      LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(setOn, today);
    List<TargetSet> events =
        earlier.create(
            new TargetSet(
                target,
                scope.school(),
                scope.structure(),
                scope.track(),
                objective,
                indicator,
                comparison,
                value,
                dueOn,
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("setOn", "planning.date-ahead");
    }
    ObjectiveSet aimed =
        served == null ? null : (ObjectiveSet) served.requireNamed("objective", "OBJECTIVE", today);
    Indicator measured = measured();
    if (aimed != null && !overlaps(aimed, models)) {
      throw Refusal.conflictOn("objective", "planning.objective-elsewhere");
    }
    if (measured.unit() == Unit.RATIO
        && (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)) {
      throw Refusal.invalid("value", "planning.target-of-share");
    }
    if (others.hasSame(this, today)) {
      throw Refusal.conflict("planning.target-there");
    }
    return events;
  }

  private Indicator measured() {
    Indicator found =
        KnownIndicators.find(indicator)
            .orElseThrow(() -> Refusal.invalid("indicator", "planning.indicator-unknown"));
    if (!TargetIndicators.mayHaveTargets(found)) {
      throw Refusal.invalid("indicator", "planning.target-of-targets");
    }
    if (scope.scale() != Scale.SCHOOL && KnownIndicators.isOfSchoolsOnly(found)) {
      throw Refusal.invalid("scope", "planning.indicator-of-schools");
    }
    return found;
  }

  private boolean overlaps(ObjectiveSet aimed, Models models) {
    RecordScope other = RecordScope.of(aimed);
    return other != null && new Scales(models).overlap(other, scope);
  }
}
