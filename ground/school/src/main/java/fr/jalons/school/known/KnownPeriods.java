package fr.jalons.school.known;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calendar of a school, for decisions. */
@DecisionModel(tag = Tags.SCHOOL)
public record KnownPeriods(Map<UUID, PeriodScheduled> all) {
  public KnownPeriods() {
    this(Map.of());
  }

  public KnownPeriods evolve(PeriodScheduled event) {
    Map<UUID, PeriodScheduled> next = new HashMap<>(all);
    next.put(event.period().value(), event);
    return new KnownPeriods(Map.copyOf(next));
  }

  public KnownPeriods evolve(RecordWithdrawn event) {
    Map<UUID, PeriodScheduled> next = new HashMap<>(all);
    next.remove(event.record());
    return new KnownPeriods(Map.copyOf(next));
  }

  public List<PeriodScheduled> of(PeriodKind kind) {
    return all.values().stream().filter(period -> period.kind() == kind).toList();
  }
}
