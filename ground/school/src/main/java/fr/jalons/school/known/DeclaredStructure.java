package fr.jalons.school.known;

import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class or group itself.
 *
 * @param mef national code of the formation and year, when known
 * @param classes codes of the classes a group draws from
 * @param until the first day on which it no longer exists; null without end
 */
@Aspect(name = "structure", of = Tags.STRUCTURE)
public record DeclaredStructure(
    @Nullable SchoolId school,
    String label,
    @Nullable String mef,
    List<String> classes,
    @Nullable LocalDate until) {

  static DeclaredStructure none() {
    return new DeclaredStructure(null, "", null, List.of(), null);
  }

  DeclaredStructure evolve(StructureDeclared event) {
    return new DeclaredStructure(event.school(), event.label(), event.mef(), event.classes(), null);
  }

  DeclaredStructure evolve(StructureWithdrawn event) {
    return new DeclaredStructure(school, label, mef, classes, event.on());
  }

  /** Whether it was ever declared, and is not withdrawn by that day. */
  public boolean existsOn(LocalDate day) {
    return school != null && (until == null || day.isBefore(until));
  }
}
