package fr.jalons.sittings;

import fr.jalons.evaluation.alerts.Decided;
import fr.jalons.evaluation.alerts.StudentAlert.Followed;
import fr.jalons.evaluation.recognitions.Recognition;
import fr.jalons.evaluation.reviews.StudentReview.Held;
import fr.jalons.evaluation.reviews.StudentStrength.Reused;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.StudentId;
import fr.jalons.followup.StudentView;
import fr.jalons.planning.needs.StudentNeed;
import fr.jalons.planning.needs.StudentNeed.OpenAndClosed;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was put on file about a student in a sitting: decisions that name the meeting, and what else
 * bears its day. Of a stage review, what was said in it, whenever that was.
 */
record Said(
    StudentId student,
    String name,
    List<Followed> decisions,
    List<Held> reviews,
    List<Reused> strengths,
    List<Recognition> recognitions,
    List<StudentNeed> needs,
    List<Followed> raised) {

  static Said of(Sitting sitting, StudentView view, String name) {
    List<Held> reviews = list(view, "reviews", Held.class);
    if (sitting.isReview()) {
      List<Held> own =
          only(
              reviews,
              review -> review.review().equals(sitting.getId()) && review.holding() != null);
      return new Said(
          view.student(),
          name,
          List.of(),
          own,
          only(
              list(view, "strengths", Reused.class),
              one -> own.stream().anyMatch(review -> review.strengths().contains(one.id()))),
          List.of(),
          List.of(),
          List.of());
    }
    List<Followed> alerts = list(view, "alerts", Followed.class);
    OpenAndClosed needs = view.part("needs", OpenAndClosed.class);
    return new Said(
        view.student(),
        name,
        only(alerts, alert -> isDecidedIn(sitting, alert.decision())),
        only(reviews, one -> sitting.getDay().equals(one.heldOn())),
        only(
            list(view, "strengths", Reused.class),
            one -> sitting.getDay().equals(one.recordedOn())),
        only(
            list(view, "recognitions", Recognition.class),
            one -> sitting.getDay().equals(one.awardedOn())),
        Stream.of(needs.open(), needs.closed())
            .flatMap(Collection::stream)
            .filter(need -> sitting.getDay().equals(need.diagnosedOn()))
            .toList(),
        only(
            alerts,
            alert ->
                alert.rule() == AlertRule.MANUAL
                    && sitting.getDay().equals(alert.raisedOn())
                    && !isDecidedIn(sitting, alert.decision())));
  }

  private static boolean isDecidedIn(Sitting sitting, @Nullable Decided decision) {
    return decision != null && Objects.equals(decision.meeting(), sitting.getId());
  }

  private static <T> List<T> list(StudentView view, String part, Class<T> type) {
    return ((List<?>) view.part(part, List.class)).stream().<T>map(type::cast).toList();
  }

  private static <T> List<T> only(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).toList();
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return Stream.of(decisions, reviews, strengths, recognitions, needs, raised)
        .allMatch(Collection::isEmpty);
  }
}
