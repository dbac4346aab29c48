package fr.jalons.school.known;

import fr.jalons.events.Periods;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes and groups of a student, for decisions. */
@DecisionModel(tag = Tags.STUDENT)
public record KnownStays(Map<StructureId, Periods> structures) {
  public KnownStays() {
    this(Map.of());
  }

  public KnownStays evolve(MembershipStarted event) {
    return with(event.structure(), periods(event.structure()).start(event.from()));
  }

  public KnownStays evolve(MembershipEnded event) {
    return with(event.structure(), periods(event.structure()).end(event.until()));
  }

  private Periods periods(StructureId structure) {
    return structures.getOrDefault(structure, Periods.NONE);
  }

  private KnownStays with(StructureId structure, Periods periods) {
    Map<StructureId, Periods> next = new HashMap<>(structures);
    next.put(structure, periods);
    return new KnownStays(Map.copyOf(next));
  }

  /** Those that the student belongs to on one of some days. */
  public List<StructureId> on(List<LocalDate> days) {
    return structures.entrySet().stream()
        .filter(stay -> days.stream().anyMatch(stay.getValue()::covers))
        .map(Map.Entry::getKey)
        .toList();
  }
}
