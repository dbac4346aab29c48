package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step of regulation in a school, without what is said of anybody: a body decided on an alert, or
 * the effect of a decision was looked at.
 *
 * @param of the alert, or the decision
 * @param verdict of a decision; null for an assessment
 * @param indicator of a decision that names one
 * @param met whether an assessment found the effect
 */
@Aspect(name = "school-regulation", of = Tags.SCHOOL, by = Tags.RECORD)
public record SchoolRegulation(
    RecordId id,
    RecordId of,
    @Nullable Verdict verdict,
    @Nullable String indicator,
    @Nullable LocalDate reviewOn,
    LocalDate on,
    boolean met) {

  /** Decisions whose effect was looked at in the period. */
  static final Evidence EFFECTS =
      Evidence.over(
              "effects",
              SchoolRegulation.class,
              (one, period) -> one.verdict == null && period.covers(one.on))
          .on("/alerts");

  static SchoolRegulation begin(RegulationDecided event) {
    return new SchoolRegulation(
        event.decision(),
        event.alert(),
        event.verdict(),
        event.indicator(),
        event.reviewOn(),
        event.decidedOn(),
        false);
  }

  static SchoolRegulation begin(RegulationAssessed event) {
    return new SchoolRegulation(
        event.assessment(), event.decision(), null, null, null, event.assessedOn(), event.met());
  }

  static List<SchoolRegulation> decisions(Aspects school) {
    return school.all(SchoolRegulation.class).stream().filter(one -> one.verdict != null).toList();
  }

  static List<SchoolRegulation> assessments(Aspects school) {
    return school.all(SchoolRegulation.class).stream().filter(one -> one.verdict == null).toList();
  }

  boolean isReviewed(Period period) {
    return reviewOn != null && period.covers(reviewOn);
  }

  /**
   * Decisions to act whose effect is to be measured by a day and was not. An assessment that
   * somebody has withdrawn is not made again.
   */
  public static List<RecordId> due(Aspects school, LocalDate day) {
    Set<RecordId> assessed =
        assessments(school).stream().map(SchoolRegulation::of).collect(Collectors.toSet());
    school
        .withdrawn(SchoolRegulation.class)
        .forEach(
            gone -> {
              if (gone.entry() instanceof SchoolRegulation one) {
                assessed.add(one.of);
              }
            });
    return decisions(school).stream()
        .filter(one -> one.verdict == Verdict.ACT && one.indicator != null)
        .filter(one -> one.reviewOn != null && !one.reviewOn.isAfter(day))
        .map(SchoolRegulation::id)
        .filter(id -> !assessed.contains(id))
        .toList();
  }
}
