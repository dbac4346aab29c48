package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.evaluation.alerts.EffectToMeasure;
import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.RecordScope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures that tell the effect of decisions (S27). */
@Component
public class MeasuredEffects implements EffectToMeasure {
  private final SchoolAspects aspects;
  private final Acknowledged acknowledged;
  private final Visibility visibility;

  MeasuredEffects(SchoolAspects aspects, Acknowledged acknowledged, Visibility visibility) {
    this.aspects = aspects;
    this.acknowledged = acknowledged;
    this.visibility = visibility;
  }

  @Override
  public @Nullable BigDecimal measure(RegulationDecided decision, LocalDate until) {
    Long at = acknowledged.position();
    RecordScope alert = Objects.requireNonNull(RecordScope.of(decision));
    RecordScope scope = scope(alert, decision.scale(), until, at);
    Double value =
        aspects.figures(at).of(scope, Objects.requireNonNull(decision.indicator()), until);
    return value == null ? null : BigDecimal.valueOf(value);
  }

  /** Where the effect of a decision at some scale is seen, whose alert is about a scope. */
  public RecordScope scope(
      RecordScope alert, DecisionScale scale, LocalDate day, @Nullable Long at) {
    return switch (scale) {
      case STUDENT, CLASS -> alert;
      case TRACK ->
          visibility.asProgram(() -> aspects.declared(alert.school(), day, at)).track(alert);
      case SCHOOL -> RecordScope.of(alert.school());
    };
  }
}
