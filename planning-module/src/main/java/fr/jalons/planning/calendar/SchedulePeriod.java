package fr.jalons.planning.calendar;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownPeriods;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A period of the calendar is scheduled (S9): holidays, welcome, placement (PFMP).
 *
 * @param until the last day
 * @param items what each student has ready before a placement; left out, the list that is shipped,
 *     or in a correction the one that stands
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "SchedulePeriod")
@Post("/api/periods")
@Page(value = "/periods/new", then = "/plan")
@Allowed(who = Who.STEERING, over = Over.SCHOOL)
public record SchedulePeriod(
    RecordId period,
    RecordScope scope,
    @NotNull PeriodKind kind,
    @NotBlank @Size(max = 200) String title,
    @NotNull LocalDate from,
    @NotNull LocalDate until,
    @Size(max = 200) List<@NotNull @Valid ChecklistItem> items,
    @Nullable Correction correction) {
  private static final int LONGEST = 400;

  List<PeriodScheduled> decide(
      @By("period") KnownRecord earlier, @By("scope.school") KnownPeriods calendar) {
    List<PeriodScheduled> events =
        earlier.create(
            new PeriodScheduled(
                period,
                scope.school(),
                scope.structure(),
                scope.track(),
                kind,
                title,
                from,
                until,
                checklist(earlier),
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (until.isBefore(from)) {
      throw Refusal.invalid("until", "planning.end-before-start");
    }
    if (until.isAfter(from.plusDays(LONGEST - 1L))) {
      throw Refusal.invalid("until", "planning.period-too-long");
    }
    if (kind == PeriodKind.HOLIDAY && scope.scale() != Scale.SCHOOL) {
      throw Refusal.conflictOn("scope", "planning.holidays-of-school");
    }
    if (kind != PeriodKind.PLACEMENT && !items.isEmpty()) {
      throw Refusal.invalid("items", "planning.items-of-placement");
    }
    if (PlacementItems.byCode(items).size() < items.size()) {
      throw Refusal.invalid("items", "planning.item-twice");
    }
    if (kind == PeriodKind.PLACEMENT && overlapsWithOneOf(calendar.of(PeriodKind.PLACEMENT))) {
      throw Refusal.conflictOn("from", "planning.placement-there");
    }
    return events;
  }

  /** Whether another one of the same scope has a day in common with this one. */
  private boolean overlapsWithOneOf(List<PeriodScheduled> placements) {
    return placements.stream()
        .filter(other -> !other.period().equals(period))
        .filter(other -> scope.equals(RecordScope.of(other)))
        .anyMatch(other -> !other.from().isAfter(until) && !other.until().isBefore(from));
  }

  private Map<String, String> checklist(KnownRecord earlier) {
    if (kind != PeriodKind.PLACEMENT || !items.isEmpty()) {
      return PlacementItems.byCode(items);
    }
    return correction != null
            && earlier.latest() instanceof PeriodScheduled standing
            && standing.kind() == PeriodKind.PLACEMENT
        ? standing.items()
        : PlacementItems.shipped();
  }
}
