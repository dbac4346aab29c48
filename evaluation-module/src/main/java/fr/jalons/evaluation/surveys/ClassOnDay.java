package fr.jalons.evaluation.surveys;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.KnownSchools;
import fr.jalons.school.KnownStructure;
import java.time.LocalDate;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/** The school, and perhaps the class, that a survey asks. */
public record ClassOnDay(SchoolId school, @Nullable StructureId onlyClass) {

  /** What somebody means who leaves out what there is one of. */
  static ClassOnDay meant(
      CodeResolver codes, @Nullable SchoolId school, @Nullable String classCode, LocalDate day) {
    if (classCode == null) {
      CodeResolver.Refusals refusals =
          new CodeResolver.Refusals(ClassOnDay::schoolUnknown, ClassOnDay::schoolNeeded);
      return new ClassOnDay(codes.school(school, refusals), null);
    }
    CodeResolver.Refusals refusals =
        new CodeResolver.Refusals(ClassOnDay::classUnknown, ClassOnDay::schoolNeeded);
    StructureId theClass =
        codes.structure(StructureId.Kind.CLASS, classCode, school, day, refusals);
    return new ClassOnDay(theClass.school(), theClass);
  }

  /** Refused if there is no such class, or no such school, on that day. */
  void requireKnown(LocalDate day, StateManager models, ProcessingContext context) {
    if (onlyClass == null) {
      KnownSchools schools =
          models.loadEntity(KnownSchools.class, Tags.REGISTER_OF_SCHOOLS, context).join();
      if (!schools.has(school)) {
        throw schoolUnknown();
      }
    } else if (!models.loadEntity(KnownStructure.class, onlyClass, context).join().existsOn(day)) {
      throw classUnknown();
    }
  }

  private static Refusal classUnknown() {
    return Refusal.invalid("class", "evaluation.class-unknown");
  }

  private static Refusal schoolUnknown() {
    return Refusal.invalid("school", "evaluation.school-unknown");
  }

  private static Refusal schoolNeeded() {
    return Refusal.invalid("school", "evaluation.school-needed");
  }
}
