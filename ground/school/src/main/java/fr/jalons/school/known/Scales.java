package fr.jalons.school.known;

import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.slices.Models;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How scales lie to each other and who belongs to them, for decisions: a school contains its
 * tracks, a track its classes, a class the groups that draw from it.
 */
public final class Scales {
  private final Models models;

  public Scales(Models models) {
    this.models = models;
  }

  /** Whether one contains the other. */
  public boolean overlap(RecordScope one, RecordScope other) {
    return contains(one, other) || contains(other, one);
  }

  /** The track that a scope is, or lies in; null where there is none, or several. */
  public @Nullable RecordScope track(RecordScope scope) {
    StructureId structure = scope.structure();
    if (structure == null) {
      return scope.track() == null ? null : scope;
    }
    KnownPlaces school = models.of(KnownPlaces.class, scope.school());
    List<@Nullable String> tracks =
        school.classes(structure).stream().<@Nullable String>map(school::track).distinct().toList();
    String only = tracks.size() == 1 ? tracks.getFirst() : null;
    return only == null ? null : new RecordScope(scope.school(), null, only);
  }

  private boolean contains(RecordScope outer, RecordScope inner) {
    if (!outer.school().equals(inner.school())) {
      return false;
    }
    StructureId structure = inner.structure();
    KnownPlaces school = models.of(KnownPlaces.class, outer.school());
    return outer.equals(inner)
        || switch (outer.scale()) {
          case SCHOOL -> true;
          case TRACK ->
              structure != null
                  && school.classes(structure).stream()
                      .anyMatch(one -> Objects.equals(outer.track(), school.track(one)));
          case CLASS -> structure != null && school.classes(structure).contains(outer.structure());
          case GROUP -> false;
        };
  }

  /** Whether one contains a class or group with all classes that it draws from. */
  public boolean covers(RecordScope outer, StructureId structure) {
    RecordScope inner = RecordScope.of(structure);
    List<StructureId> classes = models.of(KnownPlaces.class, inner.school()).classes(structure);
    return outer.equals(inner)
        || !classes.isEmpty()
            && classes.stream().allMatch(one -> contains(outer, RecordScope.of(one)));
  }

  /** Whether a student belongs to a scope on one of some days. */
  public boolean has(RecordScope scope, StudentId student, List<LocalDate> days) {
    return models.of(KnownStays.class, student).on(days).stream()
        .anyMatch(structure -> contains(scope, RecordScope.of(structure)));
  }
}
