package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of regulation about a student: one of the two.
 *
 * @param of the alert that was decided on, or the decision that was assessed
 */
@Aspect(name = "regulation", of = Tags.STUDENT, by = Tags.RECORD)
record StudentRegulation(RecordId of, @Nullable Decided decided, Decided.@Nullable Effect effect) {

  static StudentRegulation begin(RegulationDecided event) {
    return new StudentRegulation(event.alert(), Decided.of(event, null), null);
  }

  static StudentRegulation begin(RegulationAssessed event) {
    return new StudentRegulation(event.decision(), null, Decided.Effect.of(event));
  }

  /** What was decided on an alert, with its effect. */
  static @Nullable Decided decided(RecordId alert, Aspects student) {
    return student.all(StudentRegulation.class).stream()
        .filter(step -> step.of.equals(alert))
        .map(StudentRegulation::decided)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(decision -> decision.with(effect(decision.id(), student)))
        .orElse(null);
  }

  private static Decided.@Nullable Effect effect(RecordId decision, Aspects student) {
    return student.all(StudentRegulation.class).stream()
        .filter(step -> step.of.equals(decision))
        .map(StudentRegulation::effect)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(null);
  }
}
