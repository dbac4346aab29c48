package fr.jalons.evaluation.grid;

import fr.jalons.events.GridEvent.SelfAssessmentStarted;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A campaign in which a school goes through the grid (S48).
 *
 * @param endedOn the first day on which it is over; null while it runs
 */
@Aspect(name = "self-assessments", of = Tags.SCHOOL, by = Tags.RECORD)
public record SelfAssessment(
    RecordId id, String title, String edition, LocalDate startedOn, @Nullable LocalDate endedOn) {
  private static final String PAGE = "/self-assessments";

  /** Questions with all their evidence on file ÷ questions. */
  static final Indicator EVIDENCED =
      Indicator.onEvidence(
          "S48",
          1,
          SelfAssessment.class,
          counts ->
              Ratio.among(0, Grid.shipped().evidenced(counts), Grid.shipped().questions().size()));

  /** Campaigns that ran on some day of the period. */
  static final Evidence CAMPAIGNS =
      Evidence.over("self-assessments", SelfAssessment.class, SelfAssessment::isIn).on(PAGE);

  static SelfAssessment begin(SelfAssessmentStarted event) {
    return new SelfAssessment(
        event.campaign(), event.title(), event.edition(), event.startedOn(), null);
  }

  /** A correction leaves an ending as it is. */
  SelfAssessment evolve(SelfAssessmentStarted event) {
    return begin(event).ended(endedOn);
  }

  SelfAssessment evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private SelfAssessment ended(@Nullable LocalDate day) {
    return new SelfAssessment(id, title, edition, startedOn, day);
  }

  private boolean isIn(Period period) {
    return !startedOn.isAfter(period.until())
        && (endedOn == null || endedOn.isAfter(period.from()));
  }

  /** Whether it is over on a day. */
  public boolean isOverOn(LocalDate day) {
    return endedOn != null && !day.isBefore(endedOn);
  }

  /** The last day that its evidence is of: the present one while it runs. */
  public LocalDate lastDay(LocalDate today) {
    if (endedOn == null || !isOverOn(today)) {
      return today;
    }
    LocalDate before = endedOn.minusDays(1);
    return before.isBefore(startedOn) ? startedOn : before;
  }
}
