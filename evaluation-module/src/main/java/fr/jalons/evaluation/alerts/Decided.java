package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TeacherId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision on an alert as readers get it.
 *
 * @param assessment null while its effect was not looked at
 */
public record Decided(
    RecordId id,
    Verdict verdict,
    DecisionScale scale,
    Body body,
    @Nullable RecordId meeting,
    List<TeacherId> actors,
    String text,
    List<RecordId> actions,
    @Nullable String indicator,
    @Nullable Comparison comparison,
    @Nullable BigDecimal targetValue,
    @Nullable LocalDate reviewOn,
    LocalDate decidedOn,
    @Nullable Effect assessment) {

  /**
   * Its effect.
   *
   * @param measured what its indicator said; null (∅) where nothing was measured
   */
  public record Effect(
      RecordId id,
      @Nullable BigDecimal measured,
      boolean met,
      @Nullable String comment,
      LocalDate assessedOn) {

    public static Effect of(RegulationAssessed event) {
      return new Effect(
          event.assessment(), event.measured(), event.met(), event.comment(), event.assessedOn());
    }
  }

  public static Decided of(RegulationDecided event, @Nullable Effect effect) {
    return new Decided(
        event.decision(),
        event.verdict(),
        event.scale(),
        event.body(),
        event.meeting(),
        event.actors(),
        event.text(),
        event.actions(),
        event.indicator(),
        event.comparison(),
        event.targetValue(),
        event.reviewOn(),
        event.decidedOn(),
        effect);
  }

  Decided with(@Nullable Effect effect) {
    return new Decided(
        id,
        verdict,
        scale,
        body,
        meeting,
        actors,
        text,
        actions,
        indicator,
        comparison,
        targetValue,
        reviewOn,
        decidedOn,
        effect);
  }
}
