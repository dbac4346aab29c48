package fr.jalons.evaluation.reviews;

import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A review that a student is due to (S28). */
@Aspect(name = "reviews", version = 2, of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 30, template = "evaluation/reviews")
public record StudentReview(
    RecordId review,
    StructureId structure,
    String title,
    ReviewKind kind,
    LocalDate opensOn,
    LocalDate dueOn) {

  /** Reviews held in time ÷ those due in the period, each with each of its students. */
  static final Indicator IN_TIME =
      Indicator.within(
          "S28", 1, StudentReview.class, Set.of(ReviewHolding.class), StudentReview::inTime);

  /** Reviews and further tests of the period. */
  static final Evidence SCHEDULED =
      Evidence.within(
              "reviews-scheduled",
              StudentReview.class,
              Set.of(),
              (student, period) -> scheduled(student, period).map(StudentReview::review))
          .different();

  /** The reviews among them. */
  static final Evidence STAGE_REVIEWS =
      Evidence.within(
              "stage-reviews",
              StudentReview.class,
              Set.of(),
              (student, period) ->
                  scheduled(student, period)
                      .filter(one -> one.kind == ReviewKind.STAGE_REVIEW)
                      .map(StudentReview::review))
          .different();

  /** Those held in the period, each with each of its students. */
  static final Evidence HELD =
      Evidence.within(
          "reviews-held", StudentReview.class, Set.of(ReviewHolding.class), StudentReview::held);

  /**
   * A review as readers get it, with what was said in it.
   *
   * @param holding the record of it; null while it is not held, and for a test
   * @param onTime null while it is not held
   */
  public record Held(
      RecordId review,
      @Nullable RecordId holding,
      String title,
      ReviewKind kind,
      LocalDate opensOn,
      LocalDate dueOn,
      @Nullable LocalDate heldOn,
      @Nullable Boolean onTime,
      @Nullable String summary,
      @Nullable String nextSteps,
      List<RecordId> strengths,
      boolean withStudent,
      boolean withGuardian) {}

  static StudentReview begin(ReviewScheduled event) {
    return new StudentReview(
        event.review(),
        event.structure(),
        event.title(),
        event.kind(),
        event.opensOn(),
        event.dueOn());
  }

  /** The latest due first. */
  public static List<Held> view(List<StudentReview> reviews, Aspects student) {
    List<ReviewHolding> holdings = student.all(ReviewHolding.class);
    return reviews.stream()
        .sorted(Comparator.comparing(StudentReview::dueOn).reversed())
        .map(review -> review.with(review.holding(holdings)))
        .toList();
  }

  static List<Figure> figures(List<Held> reviews) {
    long held = reviews.stream().filter(review -> review.heldOn != null).count();
    return List.of(Figure.share("reviews", held, reviews.size()));
  }

  /** Stage reviews that were due before a day and are not held. */
  public static List<StudentReview> overdue(Aspects student, LocalDate day) {
    List<ReviewHolding> holdings = student.all(ReviewHolding.class);
    return student.all(StudentReview.class).stream()
        .filter(one -> one.kind == ReviewKind.STAGE_REVIEW && one.dueOn.isBefore(day))
        .filter(one -> one.holding(holdings) == null)
        .toList();
  }

  /** Tests hold a review of positioning from the day on which it opens. */
  private @Nullable ReviewHolding holding(List<ReviewHolding> all) {
    return all.stream()
        .filter(
            one ->
                kind == ReviewKind.STAGE_REVIEW
                    ? review.equals(one.review())
                    : one.review() == null && !one.heldOn().isBefore(opensOn))
        .min(Comparator.comparing(ReviewHolding::heldOn))
        .orElse(null);
  }

  private Held with(@Nullable ReviewHolding held) {
    return held == null
        ? new Held(
            review, null, title, kind, opensOn, dueOn, null, null, null, null, List.of(), false,
            false)
        : new Held(
            review,
            held.id(),
            title,
            kind,
            opensOn,
            dueOn,
            held.heldOn(),
            !held.heldOn().isAfter(dueOn),
            held.summary(),
            held.nextSteps(),
            held.strengths(),
            held.withStudent(),
            held.withGuardian());
  }

  /** What is planned counts from the beginning, whenever it is due. */
  private static Stream<StudentReview> scheduled(Aspects student, Period period) {
    return student.all(StudentReview.class).stream()
        .filter(one -> !one.dueOn.isBefore(period.from()));
  }

  private static Stream<ReviewHolding> held(Aspects student, Period period) {
    List<ReviewHolding> holdings = student.all(ReviewHolding.class);
    return student.all(StudentReview.class).stream()
        .flatMap(review -> Stream.ofNullable(review.holding(holdings)))
        .filter(holding -> period.covers(holding.heldOn()));
  }

  private static Ratio inTime(Aspects student, Period period) {
    List<ReviewHolding> holdings = student.all(ReviewHolding.class);
    List<StudentReview> due =
        student.all(StudentReview.class).stream()
            .filter(review -> period.covers(review.dueOn))
            .toList();
    long held =
        due.stream()
            .map(review -> review.with(review.holding(holdings)))
            .filter(review -> Boolean.TRUE.equals(review.onTime))
            .count();
    return Ratio.of(held, due.size());
  }
}
