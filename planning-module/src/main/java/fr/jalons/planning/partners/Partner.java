package fr.jalons.planning.partners;

import fr.jalons.events.PartnerEvent.PartnerEngaged;
import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organisation that takes part in AP (S13).
 *
 * @param conventionUntil the last day of the agreement; null without end
 * @param endedOn the first day on which it no longer takes part; null without end
 */
@Aspect(name = "partners", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "do", order = 10, template = "planning/partners", page = "/partners")
public record Partner(
    RecordId id,
    String name,
    PartnerKind kind,
    LocalDate engagedOn,
    @Nullable LocalDate conventionFrom,
    @Nullable LocalDate conventionUntil,
    @Nullable LocalDate endedOn) {

  /** Partners who take part. */
  static final Evidence ENGAGED =
      Evidence.ofScope("partners", Partner.class, Set.of(), Partner::engaged);

  /** Those whose agreement goes on. */
  static final Evidence AGREED =
      Evidence.ofScope("conventions", Partner.class, Set.of(), Partner::agreed);

  static Partner begin(PartnerEngaged event) {
    return new Partner(
        event.partner(),
        event.name(),
        event.kind(),
        event.engagedOn(),
        event.conventionFrom(),
        event.conventionUntil(),
        null);
  }

  Partner evolve(PartnerEngaged event) {
    return begin(event).ended(endedOn);
  }

  Partner evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Partner ended(@Nullable LocalDate day) {
    return new Partner(id, name, kind, engagedOn, conventionFrom, conventionUntil, day);
  }

  private static Stream<Partner> engaged(ScopeView scope, Period period) {
    return scope.school().all(Partner.class).stream()
        .filter(one -> !one.engagedOn.isAfter(period.until()))
        .filter(one -> one.endedOn == null || one.endedOn.isAfter(period.until()));
  }

  private static Stream<Partner> agreed(ScopeView scope, Period period) {
    return engaged(scope, period)
        .filter(one -> one.conventionFrom != null && !one.conventionFrom.isAfter(period.until()))
        .filter(
            one -> one.conventionUntil == null || !one.conventionUntil.isBefore(period.until()));
  }

  /** How many days the agreement goes on after a day; null if it has no end, or has ended. */
  public @Nullable Long conventionDaysLeft(LocalDate day) {
    return conventionUntil == null || conventionUntil.isBefore(day)
        ? null
        : ChronoUnit.DAYS.between(day, conventionUntil);
  }
}
