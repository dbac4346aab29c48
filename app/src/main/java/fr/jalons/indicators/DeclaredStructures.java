package fr.jalons.indicators;

import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.school.students.DeclaredStructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes and groups that a school ever had, and what they say of each other: indicators ask
 * for it with each record. Of one that is not known, nothing is.
 */
final class DeclaredStructures {
  private final Map<StructureId, Aspects> aspects;
  private final Map<StructureId, DeclaredStructure> declared = new ConcurrentHashMap<>();
  private final Map<StructureId, String> codes = new ConcurrentHashMap<>();
  private final Map<StructureId, List<StructureId>> classes = new ConcurrentHashMap<>();

  DeclaredStructures(Map<StructureId, Aspects> aspects) {
    this.aspects = aspects;
  }

  Map<StructureId, Aspects> aspects() {
    return aspects;
  }

  /** As it was last declared. */
  DeclaredStructure declared(StructureId structure) {
    return declared.computeIfAbsent(
        structure,
        one -> {
          Aspects known = aspects.get(one);
          return known == null ? DeclaredStructure.none() : known.one(DeclaredStructure.class);
        });
  }

  /** The code that it bears; its key where it is not known. */
  String code(StructureId structure) {
    return codes.computeIfAbsent(structure, one -> declared(one).called(one).code());
  }

  @Nullable String track(StructureId structure) {
    return RecordScope.trackOf(declared(structure).mef());
  }

  /** The classes that a group draws from; a class draws from none. */
  List<StructureId> classesOf(StructureId structure) {
    return classes.computeIfAbsent(
        structure,
        one -> {
          List<String> drawn =
              one.kind() == StructureId.Kind.CLASS ? List.of() : declared(one).classes();
          return drawn.isEmpty()
              ? List.of()
              : aspects.keySet().stream()
                  .filter(other -> other.kind() == StructureId.Kind.CLASS)
                  .filter(other -> drawn.contains(code(other)))
                  .toList();
        });
  }
}
