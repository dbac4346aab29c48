package fr.jalons.evaluation.grid;

import fr.jalons.events.GridEvent.QuestionAnswered;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a school answered to a question of the grid (S48). */
@Aspect(name = "grid-answers", of = Tags.SCHOOL, by = Tags.RECORD)
public record GridAnswer(
    RecordId id,
    RecordId campaign,
    String question,
    int rating,
    @Nullable String comment,
    LocalDate answeredOn) {
  /** Questions that were rated in the period, in whatever campaign. */
  static final Evidence RATED =
      Evidence.within(
              "questions-rated",
              GridAnswer.class,
              Set.of(),
              (school, period) ->
                  school.all(GridAnswer.class).stream()
                      .filter(answer -> period.covers(answer.answeredOn))
                      .map(GridAnswer::question))
          .different()
          .on("/self-assessments");

  static GridAnswer begin(QuestionAnswered event) {
    return new GridAnswer(
        event.answer(),
        event.campaign(),
        event.question(),
        event.rating(),
        event.comment(),
        event.answeredOn());
  }
}
