package fr.jalons.evaluation.write;

import fr.jalons.events.PlanningEvent.RosterImported;
import fr.jalons.events.PlanningEvent.StructureDeclared;
import fr.jalons.events.PlanningEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/** The school, and perhaps the class, that a user means: users leave out what there is one of. */
record Whereabouts(SchoolId school, @Nullable StructureId onlyClass) {

  static Whereabouts find(
      @Nullable SchoolId school,
      @Nullable String classCode,
      StateManager models,
      ProcessingContext context) {
    if (classCode == null) {
      Schools schools = models.loadEntity(Schools.class, Tags.REGISTER_OF_SCHOOLS, context).join();
      return new Whereabouts(schools.theOne(school), null);
    }
    String tag = Tags.structureCode(StructureId.Kind.CLASS, classCode);
    StructureId theClass = models.loadEntity(Namesakes.class, tag, context).join().theOne(school);
    return new Whereabouts(theClass.school(), theClass);
  }

  /** The schools of the installation. */
  @DecisionModel(tag = Tags.REGISTER)
  record Schools(Set<SchoolId> known) {
    Schools() {
      this(Set.of());
    }

    Schools evolve(RosterImported event) {
      Set<SchoolId> next = new LinkedHashSet<>(known);
      next.add(event.school());
      return new Schools(next);
    }

    SchoolId theOne(@Nullable SchoolId wanted) {
      if (wanted != null && known.contains(wanted)) {
        return wanted;
      }
      if (wanted != null || known.isEmpty()) {
        throw Refusal.invalid("school", "evaluation.school-unknown");
      }
      if (known.size() > 1) {
        throw Refusal.invalid("school", "evaluation.school-needed");
      }
      return known.iterator().next();
    }
  }

  /** The classes of one code, one in each school that uses it. */
  @DecisionModel(tag = Tags.STRUCTURE_CODE)
  record Namesakes(Set<StructureId> declared) {
    Namesakes() {
      this(Set.of());
    }

    Namesakes evolve(StructureDeclared event) {
      Set<StructureId> next = new LinkedHashSet<>(declared);
      next.add(event.structure());
      return new Namesakes(next);
    }

    Namesakes evolve(StructureWithdrawn event) {
      Set<StructureId> next = new LinkedHashSet<>(declared);
      next.remove(event.structure());
      return new Namesakes(next);
    }

    StructureId theOne(@Nullable SchoolId wanted) {
      Set<StructureId> meant = new LinkedHashSet<>(declared);
      meant.removeIf(structure -> wanted != null && !structure.school().equals(wanted));
      if (meant.isEmpty()) {
        throw Refusal.invalid("class", "evaluation.class-unknown");
      }
      if (meant.size() > 1) {
        throw Refusal.invalid("school", "evaluation.school-needed");
      }
      return meant.iterator().next();
    }
  }
}
