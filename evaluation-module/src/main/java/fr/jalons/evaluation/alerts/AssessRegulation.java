package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.AnswersRecorded;
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The effect of a decision is looked at (S27), once. It has a handler of its own: what is to be
 * measured stands in no decision model.
 *
 * @param met follows from what is measured where the decision names an indicator
 * @param assessedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AssessRegulation")
@Post("/api/decisions/{decision}/assessments")
@Page(value = "/decisions/{decision}/assessments", then = "/alerts")
@Allowed(who = Who.STEERING_AND_CPE, over = Over.RECORD)
public record AssessRegulation(
    RecordId assessment,
    RecordId decision,
    @Nullable Boolean met,
    @Nullable @Size(max = 2000) String comment,
    @Happened @Nullable LocalDate assessedOn,
    @Nullable Correction correction)
    implements AnswersRecorded {

  @Override
  public String tag() {
    return Tags.RECORD;
  }

  @Override
  public Class<?> event() {
    return RegulationAssessed.class;
  }

  @Override
  public List<String> told() {
    return List.of("measured", "met");
  }

  /** What is measured is not compared: time has gone on. */
  private boolean repeats(RegulationDecided decided, KnownRecord earlier) {
    if (correction != null || earlier.latest() == null) {
      return false;
    }
    earlier.require(null);
    if (earlier.latest() instanceof RegulationAssessed said
        && said.decision().equals(decision)
        && Objects.equals(said.comment(), comment)
        && (assessedOn == null || said.assessedOn().equals(assessedOn))
        && (decided.indicator() != null || Objects.equals(met, said.met()))) {
      return true;
    }
    throw Refusal.conflictOn("id", "school.record-id-taken");
  }

  private void requireSound(
      RegulationDecided decided, KnownAnswers answers, LocalDate day, LocalDate today) {
    if (day.isAfter(today)) {
      throw Refusal.invalid("assessedOn", "evaluation.date-ahead");
    }
    if (day.isBefore(decided.decidedOn())) {
      throw Refusal.invalid("assessedOn", "evaluation.assessed-before-decision");
    }
    if (decided.verdict() != Verdict.ACT) {
      throw Refusal.conflict("evaluation.nothing-to-assess");
    }
    answers.requireNoOther("DECISION_ASSESSMENT", assessment, "evaluation.effect-assessed");
    if (decided.indicator() == null && met == null) {
      throw Refusal.invalid("met", "evaluation.effect-unsaid");
    }
  }

  private RegulationAssessed assessed(
      RegulationDecided decided, LocalDate day, @Nullable BigDecimal measured) {
    boolean effect =
        decided.comparison() != null && decided.targetValue() != null
            ? decided.comparison().isMet(measured, decided.targetValue())
            : Boolean.TRUE.equals(met);
    return new RegulationAssessed(
        assessment,
        decision,
        decided.school(),
        decided.structure(),
        decided.track(),
        decided.student(),
        measured,
        effect,
        comment,
        day,
        Correction.reason(correction));
  }

  @Component
  static class Handler {
    private final ObjectProvider<EffectToMeasure> effects;
    private final Clock clock;

    Handler(ObjectProvider<EffectToMeasure> effects, Clock clock) {
      this.effects = effects;
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        AssessRegulation command,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      LocalDate today = LocalDate.now(clock);
      KnownRecord known = models.loadEntity(KnownRecord.class, command.decision, context).join();
      RegulationDecided decided = known.parent(RegulationDecided.class, today, command.correction);
      if (decided.student() != null) {
        models.loadEntity(KnownStudent.class, decided.student(), context).join().requireNotErased();
      }
      KnownRecord earlier =
          models.loadEntity(KnownRecord.class, command.assessment, context).join();
      if (command.repeats(decided, earlier)) {
        return;
      }
      RegulationAssessed said = earlier.latest() instanceof RegulationAssessed one ? one : null;
      LocalDate day =
          command.assessedOn != null
              ? command.assessedOn
              : said == null ? today : said.assessedOn();
      command.requireSound(
          decided,
          models.loadEntity(KnownAnswers.class, command.decision, context).join(),
          day,
          today);
      earlier
          .create(command.assessed(decided, day, measured(decided, said, day)), command.correction)
          .forEach(events::append);
    }

    /** A correction that keeps the day keeps what was measured on it. */
    private @Nullable BigDecimal measured(
        RegulationDecided decided, @Nullable RegulationAssessed said, LocalDate day) {
      if (decided.indicator() == null) {
        return null;
      }
      return said != null && said.assessedOn().equals(day)
          ? said.measured()
          : effects
              .getObject() // only the whole program can measure what all modules record
              .measure(decided, day);
    }
  }
}
