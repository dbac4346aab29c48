package fr.jalons.evaluation.reviews;

import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent.ReviewHeld;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.school.known.NamedByAction;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a student's review held: a review, or a positioning test.
 *
 * @param review the one that it is of; null for a test
 */
@Aspect(
    name = "review-holdings",
    of = Tags.STUDENT,
    by = {Tags.RECORD, Tags.POSITIONING})
public record ReviewHolding(
    @Nullable RecordId id,
    @Nullable RecordId review,
    LocalDate heldOn,
    @Nullable String summary,
    @Nullable String nextSteps,
    List<RecordId> strengths,
    boolean withStudent,
    boolean withGuardian) {

  /** Reviews of which an action builds on a strength ÷ reviews held in the period. */
  static final Indicator REUSED =
      Indicator.within(
          "S29", 1, ReviewHolding.class, Set.of(NamedByAction.class), ReviewHolding::reused);

  static ReviewHolding begin(ReviewHeld event) {
    return new ReviewHolding(
        event.holding(),
        event.review(),
        event.heldOn(),
        event.summary(),
        event.nextSteps(),
        event.strengths(),
        event.withStudent(),
        event.withGuardian());
  }

  static ReviewHolding begin(PositioningRecorded event) {
    return new ReviewHolding(null, null, event.takenOn(), null, null, List.of(), false, false);
  }

  private static Ratio reused(Aspects student, Period period) {
    Set<RecordId> named = NamedByAction.strengths(student);
    List<ReviewHolding> held =
        student.all(ReviewHolding.class).stream()
            .filter(one -> one.review != null && period.covers(one.heldOn))
            .toList();
    return Ratio.of(
        held.stream().filter(one -> one.strengths.stream().anyMatch(named::contains)).count(),
        held.size());
  }
}
