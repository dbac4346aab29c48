package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownIndicators;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.KnownTeacher;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A body decides on an alert (S27), once.
 *
 * @param decidedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "DecideRegulation")
@Post("/api/alerts/{alert}/decisions")
@Page(value = "/alerts/{alert}/decisions", then = "/alerts")
@Allowed(who = Who.STEERING_AND_CPE, over = Over.RECORD)
public record DecideRegulation(
    RecordId decision,
    RecordId alert,
    @NotNull Verdict verdict,
    @NotNull DecisionScale scale,
    @NotNull Body body,
    @OfKind("MEETING") @Nullable RecordId meeting,
    @Size(max = 200) List<@NotNull TeacherId> actors,
    @NotBlank @Size(max = 2000) String text,
    @OfKind("ACTION") @Size(max = 200) List<@NotNull RecordId> actions,
    @Nullable @Size(max = 40) String indicator,
    @Nullable Comparison comparison,
    @Nullable @Digits(integer = 6, fraction = 4) BigDecimal targetValue,
    @Nullable LocalDate reviewOn,
    @Happened @Nullable LocalDate decidedOn,
    @Nullable Correction correction) {

  List<RegulationDecided> decide(
      @By("decision") KnownRecord earlier,
      @By("decision") KnownAnswers effects,
      @By("alert") KnownRecord known,
      @By("alert") KnownAnswers answers,
      @By("meeting") @Nullable KnownRecord sitting,
      @By("actors") List<KnownTeacher> people,
      @By("actions") List<KnownRecord> named,
      Models models,
      LocalDate today) {
    AlertRaised raised = known.parent(AlertRaised.class, today, correction);
    if (raised.student() != null) {
      models.of(KnownStudent.class, raised.student()).requireNotErased();
    }
    LocalDate day =
        decidedOn != null
            ? decidedOn
            : earlier.latest() instanceof RegulationDecided said ? said.decidedOn() : today;
    List<RegulationDecided> decided =
        earlier.create(
            new RegulationDecided(
                decision,
                alert,
                raised.school(),
                raised.structure(),
                raised.track(),
                raised.student(),
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
                day,
                Correction.reason(correction)),
            correction);
    if (decided.isEmpty()) {
      return decided;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("decidedOn", "evaluation.date-ahead");
    }
    MeetingHeld held = references(raised, sitting, people, named, today);
    answers.requireNoOther("DECISION", decision, "evaluation.alert-decided");
    requireWideEnough(raised, models);
    if (held != null && held.body() != body) {
      throw Refusal.conflictOn("meeting", "evaluation.meeting-of-other-body");
    }
    if (verdict != Verdict.ACT) {
      effects.requireNoOther("DECISION_ASSESSMENT", decision, "evaluation.effect-assessed");
    }
    requireReview(day);
    requireIndicator();
    return decided;
  }

  private @Nullable MeetingHeld references(
      AlertRaised raised,
      @Nullable KnownRecord sitting,
      List<KnownTeacher> people,
      List<KnownRecord> named,
      LocalDate today) {
    MeetingHeld held = null;
    if (sitting != null) {
      held = (MeetingHeld) sitting.requireNamed("meeting", "MEETING", today);
      requireSameSchool(held, raised, "meeting");
    }
    for (int i = 0; i < people.size(); i++) {
      people.get(i).require("actors[" + i + ']');
    }
    KnownRecord.requireNamed(named, "actions", "ACTION", today);
    for (int i = 0; i < named.size(); i++) {
      requireSameSchool(named.get(i).require(null), raised, "actions[" + i + ']');
    }
    return held;
  }

  private static void requireSameSchool(OnRecord other, AlertRaised raised, String field) {
    RecordScope scope = RecordScope.of(other);
    if (scope == null || !scope.school().equals(raised.school())) {
      throw Refusal.invalid(field, "school.reference-unknown");
    }
  }

  private void requireWideEnough(AlertRaised raised, Models models) {
    RecordScope scope = Objects.requireNonNull(RecordScope.of(raised));
    DecisionScale own =
        raised.student() != null
            ? DecisionScale.STUDENT
            : switch (scope.scale()) {
              case SCHOOL -> DecisionScale.SCHOOL;
              case TRACK -> DecisionScale.TRACK;
              case CLASS, GROUP -> DecisionScale.CLASS;
            };
    if (scale.compareTo(own) < 0) {
      throw Refusal.conflictOn("scale", "evaluation.decision-too-narrow");
    }
    if (scale == DecisionScale.TRACK && new Scales(models).track(scope) == null) {
      throw Refusal.conflictOn("scale", "evaluation.decision-without-track");
    }
  }

  private void requireReview(LocalDate day) {
    if (verdict == Verdict.ACT && reviewOn == null) {
      throw Refusal.invalid("reviewOn", "evaluation.act-without-review");
    }
    if (reviewOn != null && reviewOn.isBefore(day)) {
      throw Refusal.invalid("reviewOn", "evaluation.review-before-decision");
    }
  }

  private void requireIndicator() {
    if (indicator == null && comparison == null && targetValue == null) {
      return;
    }
    if (indicator == null || comparison == null || targetValue == null) {
      throw Refusal.invalid(
          indicator == null ? "indicator" : comparison == null ? "comparison" : "targetValue",
          "evaluation.effect-incomplete");
    }
    Indicator found =
        KnownIndicators.find(indicator)
            .orElseThrow(() -> Refusal.invalid("indicator", "evaluation.indicator-unknown"));
    if (scale != DecisionScale.SCHOOL && KnownIndicators.isOfSchoolsOnly(found)) {
      throw Refusal.invalid("indicator", "evaluation.indicator-of-schools");
    }
    if (found.unit() == Unit.RATIO
        && (targetValue.signum() < 0 || targetValue.compareTo(BigDecimal.ONE) > 0)) {
      throw Refusal.invalid("targetValue", "evaluation.effect-of-share");
    }
  }
}
