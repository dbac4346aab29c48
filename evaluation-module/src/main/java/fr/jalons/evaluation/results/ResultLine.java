package fr.jalons.evaluation.results;

import fr.jalons.events.ResultEvent.Result;
import fr.jalons.events.ResultEvent.ResultKind;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Spelling;
import fr.jalons.platform.refusal.Refusal;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list, as somebody gives it.
 *
 * @param subject left out for the whole: the general average, the diploma
 */
public record ResultLine(
    @NotNull StudentId studentId,
    @Nullable @Size(min = 1, max = 100) String subject,
    @Nullable @PositiveOrZero @Digits(integer = 4, fraction = 2) BigDecimal score,
    @Nullable @Positive @Digits(integer = 4, fraction = 2) BigDecimal maximum,
    @Nullable Boolean passed) {

  boolean isOfSameAs(ResultLine other) {
    return studentId.equals(other.studentId) && spelling().equals(other.spelling());
  }

  private String spelling() {
    return subject == null ? "" : Spelling.withoutBlanks(subject);
  }

  /** {@code path} leads to it in the request. */
  void requireSound(ResultKind kind, String path) {
    if (score != null && (maximum == null || score.compareTo(maximum) > 0)) {
      throw Refusal.invalid(path + ".score", "evaluation.score-over-maximum");
    }
    if (score == null && passed == null) {
      throw Refusal.invalid(path, "evaluation.result-empty");
    }
    if (passed != null && kind != ResultKind.FINAL_EXAM) {
      throw Refusal.invalid(path + ".passed", "evaluation.passed-of-final-only");
    }
  }

  Result numbered(@Nullable Integer number) {
    return new Result(studentId, number, plain(score), plain(maximum), passed);
  }

  /** Without superfluous zeros, so that the same points are the same. */
  private static @Nullable BigDecimal plain(@Nullable BigDecimal points) {
    BigDecimal shortest = points == null ? null : points.stripTrailingZeros();
    return shortest == null || shortest.scale() >= 0 ? shortest : shortest.setScale(0);
  }
}
