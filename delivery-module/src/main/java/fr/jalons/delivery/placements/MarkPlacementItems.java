package fr.jalons.delivery.placements;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.PlacementEvent.PlacementItemsCompleted;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Named;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Some students have some things ready for a placement (S14). What is marked already adds nothing.
 *
 * @param completedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "MarkPlacementItems")
@Post("/api/periods/{period}/placement-marks")
@Page(value = "/periods/{period}/placement-marks", then = "/records/{period}")
@Allowed(who = Who.TEAM, over = Over.RECORD)
public record MarkPlacementItems(
    RecordId mark,
    RecordId period,
    @Named("studentIds") @WithinReach @NotEmpty @Size(max = 200) List<@NotNull StudentId> students,
    @NotEmpty @Size(max = 200) List<@NotBlank @Size(max = 40) String> items,
    @Happened @Nullable LocalDate completedOn,
    @Nullable Correction correction) {

  /** The marks of a placement that stand. */
  @DecisionModel(tag = Tags.OF)
  record Marks(Map<UUID, PlacementItemsCompleted> standing) {
    Marks() {
      this(Map.of());
    }

    Marks evolve(PlacementItemsCompleted event) {
      Map<UUID, PlacementItemsCompleted> next = new HashMap<>(standing);
      next.put(event.mark().value(), event);
      return new Marks(Map.copyOf(next));
    }

    Marks evolve(RecordWithdrawn event) {
      Map<UUID, PlacementItemsCompleted> next = new HashMap<>(standing);
      next.remove(event.record());
      return new Marks(Map.copyOf(next));
    }

    boolean has(StudentId student, String item) {
      return standing.values().stream()
          .anyMatch(mark -> mark.students().contains(student) && mark.items().contains(item));
    }
  }

  List<PlacementItemsCompleted> decide(
      @By("mark") KnownRecord earlier,
      @By("period") KnownRecord named,
      @By("period") Marks marks,
      Models models,
      LocalDate today) {
    if (!(named.requireStanding(today) instanceof PeriodScheduled placement)
        || placement.kind() != PeriodKind.PLACEMENT) {
      throw Refusal.conflict("delivery.no-placement");
    }
    LocalDate day = Objects.requireNonNullElse(completedOn, today);
    List<PlacementItemsCompleted> events =
        earlier.create(
            new PlacementItemsCompleted(
                mark,
                period,
                placement.school(),
                placement.structure(),
                placement.track(),
                students.stream().distinct().toList(),
                items.stream().distinct().toList(),
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("completedOn", "delivery.date-ahead");
    }
    for (int i = 0; i < items.size(); i++) {
      if (!placement.items().containsKey(items.get(i))) {
        throw Refusal.invalid("items[" + i + "]", "delivery.item-not-listed");
      }
    }
    RecordScope scope = Objects.requireNonNull(RecordScope.of(placement));
    Scales scales = new Scales(models);
    for (int i = 0; i < students.size(); i++) {
      if (!scales.has(scope, students.get(i), List.of(placement.from()))) {
        throw Refusal.conflictOn("studentIds[" + i + "]", "delivery.student-not-placed");
      }
    }
    boolean nothingNew =
        correction == null
            && students.stream()
                .allMatch(student -> items.stream().allMatch(item -> marks.has(student, item)));
    return nothingNew ? List.of() : events;
  }
}
