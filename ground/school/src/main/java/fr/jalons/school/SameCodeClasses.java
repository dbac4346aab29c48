package fr.jalons.school;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes, or the groups, that ever bore one code, in the order in which they were last
 * declared.
 */
record SameCodeClasses(String code, Map<StructureId, Bearer> bearers) {

  /**
   * One of them.
   *
   * @param now whether it bears the code, and not another by now
   * @param until the first day on which it no longer exists
   */
  record Bearer(boolean now, LocalDate until) {
    private boolean existsOn(LocalDate day) {
      return day.isBefore(until);
    }

    /** A former code leads to a class while nothing else bears it. */
    private int rank(LocalDate day) {
      return (existsOn(day) ? 0 : 2) + (now ? 0 : 1);
    }
  }

  SameCodeClasses(String code) {
    this(code, Map.of());
  }

  SameCodeClasses evolve(DomainEvent event) {
    Map<StructureId, Bearer> next = new LinkedHashMap<>(bearers);
    switch (event) {
      case StructureDeclared e -> {
        next.remove(e.structure());
        next.put(e.structure(), new Bearer(e.code().equals(code), LocalDate.MAX));
      }
      case StructureWithdrawn e ->
          next.put(e.structure(), new Bearer(e.code().equals(code), e.on()));
      default -> {} // nothing of a class
    }
    return new SameCodeClasses(code, next);
  }

  /**
   * Those that may be meant. In a known school that is one at most, and whether it exists on the
   * day is for the decision to say, which may have been taken before. Among several schools, those
   * count that have it on that day.
   */
  List<StructureId> meant(@Nullable SchoolId school, LocalDate day) {
    Map<SchoolId, List<StructureId>> bySchool =
        bearers.keySet().stream()
            .filter(structure -> school == null || structure.school().equals(school))
            .collect(
                Collectors.groupingBy(
                    StructureId::school, LinkedHashMap::new, Collectors.toList()));
    List<StructureId> meant = bySchool.values().stream().map(these -> best(these, day)).toList();
    if (meant.size() < 2) {
      return meant;
    }
    List<StructureId> existing =
        meant.stream().filter(structure -> bearer(structure).existsOn(day)).toList();
    int best = existing.stream().mapToInt(one -> bearer(one).rank(day)).min().orElse(0);
    return existing.stream().filter(one -> bearer(one).rank(day) == best).toList();
  }

  /** The last one of those that have most right to the code. */
  private StructureId best(List<StructureId> ofSchool, LocalDate day) {
    List<StructureId> newestFirst = new ArrayList<>(ofSchool).reversed();
    return newestFirst.stream()
        .min(Comparator.comparingInt(one -> bearer(one).rank(day)))
        .orElseThrow();
  }

  private Bearer bearer(StructureId structure) {
    return Objects.requireNonNull(bearers.get(structure));
  }
}
