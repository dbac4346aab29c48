package fr.jalons.followup;

import fr.jalons.delivery.sessions.StudentSession;
import fr.jalons.delivery.sessions.StudentSession.Attended;
import fr.jalons.evaluation.alerts.StudentAlert.Followed;
import fr.jalons.evaluation.competencies.StudentAssessment.Standing;
import fr.jalons.evaluation.recognitions.Recognition;
import fr.jalons.evaluation.reviews.StudentReview.Held;
import fr.jalons.evaluation.reviews.StudentStrength.Reused;
import fr.jalons.planning.needs.StudentNeed;
import fr.jalons.planning.needs.StudentNeed.OpenAndClosed;
import fr.jalons.school.known.GroupSession.SessionStatus;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a student is read in ten seconds.
 *
 * @param waiting alerts on which nobody has decided
 * @param decided what was decided and goes on
 * @param levels how many competencies stand at each level
 * @param lastReview null if none was held
 * @param coming what has a day from today on, the next first
 */
public record StudentBrief(
    List<Followed> waiting,
    List<Followed> decided,
    List<StudentNeed> needs,
    Attended attendance,
    List<Standing> competencies,
    SortedMap<Integer, Long> levels,
    @Nullable Held lastReview,
    List<Reused> strengths,
    List<Recognition> recognitions,
    List<Coming> coming) {
  private static final int LONGEST = 6;

  /**
   * A day that lies ahead.
   *
   * @param key of its sort in the bundles
   */
  public record Coming(LocalDate day, String key, String title) {}

  /** Of what somebody is shown. */
  public static StudentBrief of(StudentView view, LocalDate today) {
    List<Followed> alerts = list(view, "alerts", Followed.class);
    List<Standing> competencies = list(view, "competencies", Standing.class);
    List<Held> reviews = list(view, "reviews", Held.class);
    Attended attendance = view.part("sessions", Attended.class);
    return new StudentBrief(
        alerts.stream().filter(one -> one.decision() == null).toList(),
        alerts.stream().filter(StudentBrief::goesOn).toList(),
        view.part("needs", OpenAndClosed.class).open(),
        attendance,
        competencies,
        competencies.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.latest().level(), TreeMap::new, Collectors.counting())),
        reviews.stream()
            .filter(one -> one.holding() != null && one.heldOn() != null)
            .max(Comparator.comparing(Held::heldOn))
            .orElse(null),
        list(view, "strengths", Reused.class),
        list(view, "recognitions", Recognition.class),
        Stream.concat(sessions(attendance, view, today), reviews(reviews, today))
            .sorted(Comparator.comparing(Coming::day))
            .limit(LONGEST)
            .toList());
  }

  private static boolean goesOn(Followed alert) {
    return alert.decision() != null
        && alert.decision().assessment() == null
        && alert.decision().reviewOn() != null;
  }

  private static Stream<Coming> sessions(Attended attendance, StudentView view, LocalDate today) {
    return attendance.list().stream()
        .filter(session -> session.status() == SessionStatus.PLANNED)
        .map(
            (StudentSession session) ->
                new Coming(view.aspects().day(session.start()), "brief.session", session.title()))
        .filter(coming -> !coming.day().isBefore(today));
  }

  private static Stream<Coming> reviews(List<Held> reviews, LocalDate today) {
    return reviews.stream()
        .filter(review -> review.heldOn() == null && !review.dueOn().isBefore(today))
        .map(review -> new Coming(review.dueOn(), "brief.review", review.title()));
  }

  private static <T> List<T> list(StudentView view, String part, Class<T> type) {
    return ((List<?>) view.part(part, List.class)).stream().<T>map(type::cast).toList();
  }
}
