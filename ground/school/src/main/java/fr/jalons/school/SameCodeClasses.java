package fr.jalons.school;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes, or the groups, that ever bore one code, at most one in each school.
 *
 * @param until the first day on which each no longer exists
 */
record SameCodeClasses(Map<StructureId, LocalDate> until) {
  static final SameCodeClasses NONE = new SameCodeClasses(Map.of());

  SameCodeClasses evolve(DomainEvent event) {
    return switch (event) {
      case StructureDeclared e -> with(e.structure(), LocalDate.MAX);
      case StructureWithdrawn e -> with(e.structure(), e.on());
      default -> this;
    };
  }

  private SameCodeClasses with(StructureId structure, LocalDate end) {
    Map<StructureId, LocalDate> next = new LinkedHashMap<>(until);
    next.put(structure, end);
    return new SameCodeClasses(next);
  }

  /**
   * Those that may be meant. In a known school that is the one it ever had: whether it exists on
   * the day is for the decision to say, which may have been taken before. Among several schools,
   * those count that have it on that day.
   */
  List<StructureId> meant(@Nullable SchoolId school, LocalDate day) {
    List<StructureId> candidates =
        until.keySet().stream()
            .filter(structure -> school == null || structure.school().equals(school))
            .toList();
    return candidates.size() < 2
        ? candidates
        : candidates.stream().filter(structure -> day.isBefore(until.get(structure))).toList();
  }
}
