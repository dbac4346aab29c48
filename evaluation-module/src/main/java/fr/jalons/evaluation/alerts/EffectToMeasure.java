package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.RegulationDecided;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Measures the indicator of a decision, by all that was acknowledged before. */
public interface EffectToMeasure {

  /**
   * At the scale of the decision, of a student's alert in their class, in the school year up to a
   * day; null (∅) where there is nothing to divide by.
   */
  @Nullable BigDecimal measure(RegulationDecided decision, LocalDate until);
}
