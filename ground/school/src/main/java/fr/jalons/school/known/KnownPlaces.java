package fr.jalons.school.known;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the classes and groups of a school lie, for decisions that compare scales. */
@DecisionModel(tag = Tags.SCHOOL)
public record KnownPlaces(Map<StructureId, Place> places) {
  public KnownPlaces() {
    this(Map.of());
  }

  /**
   * A class or group.
   *
   * @param code the one that it bears
   * @param track of a class; null if it has none
   * @param classes codes of the classes a group draws from
   */
  public record Place(String code, @Nullable String track, List<String> classes) {}

  public KnownPlaces evolve(StructureDeclared event) {
    Map<StructureId, Place> next = new HashMap<>(places);
    next.put(
        event.structure(),
        new Place(event.code(), RecordScope.trackOf(event.mef()), event.classes()));
    return new KnownPlaces(Map.copyOf(next));
  }

  /** A class itself, or the classes that a group draws from. */
  List<StructureId> classes(StructureId structure) {
    if (structure.kind() == StructureId.Kind.CLASS) {
      return List.of(structure);
    }
    Place group = places.get(structure);
    return group == null
        ? List.of()
        : places.entrySet().stream()
            .filter(one -> one.getKey().kind() == StructureId.Kind.CLASS)
            .filter(one -> group.classes.contains(one.getValue().code))
            .map(Map.Entry::getKey)
            .toList();
  }

  @Nullable String track(StructureId schoolClass) {
    Place known = places.get(schoolClass);
    return known == null ? null : known.track;
  }
}
