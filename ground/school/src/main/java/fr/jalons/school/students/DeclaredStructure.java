package fr.jalons.school.students;

import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A class or group itself.
 *
 * @param code the one that it bears; null while it was not declared
 * @param mef national code of the formation and year, when known
 * @param classes codes of the classes a group draws from
 * @param until the first day on which it no longer exists; null without end
 */
@Aspect(name = "structure", version = 2, of = Tags.STRUCTURE)
public record DeclaredStructure(
    @Nullable SchoolId school,
    @Nullable String code,
    String label,
    @Nullable String mef,
    List<String> classes,
    @Nullable LocalDate until) {

  public static DeclaredStructure none() {
    return new DeclaredStructure(null, null, "", null, List.of(), null);
  }

  DeclaredStructure evolve(StructureDeclared event) {
    return new DeclaredStructure(
        event.school(), event.code(), event.label(), event.mef(), event.classes(), null);
  }

  DeclaredStructure evolve(StructureWithdrawn event) {
    return new DeclaredStructure(school, code, label, mef, classes, event.on());
  }

  /** What people call it. */
  public Called called(StructureId structure) {
    return new Called(
        structure.school(), structure.kind(), Objects.requireNonNullElse(code, structure.key()));
  }

  /** Whether it was ever declared, and is not withdrawn by that day. */
  public boolean existsOn(LocalDate day) {
    return school != null && (until == null || day.isBefore(until));
  }
}
