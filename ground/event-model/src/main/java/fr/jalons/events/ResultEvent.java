package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Averages and results of exams (S17, S43). */
public sealed interface ResultEvent extends EvaluationEvent {
  /** What a list of results is of. */
  enum ResultKind {
    TERM_AVERAGE,
    MOCK_EXAM,
    FINAL_EXAM
  }

  /**
   * One line.
   *
   * @param subject its number in the list; null for the whole: the general average, the diploma
   * @param score out of {@code maximum}
   * @param passed of a final exam only
   */
  record Result(
      StudentId student,
      @Nullable Integer subject,
      @Nullable BigDecimal score,
      @Nullable BigDecimal maximum,
      @Nullable Boolean passed) {}

  /**
   * A list of results was imported.
   *
   * @param subjects the names of subjects by their numbers, which are the same for the same subject
   *     in all lists of a school
   * @param students those of its lines, and those of the lines that a correction takes away
   */
  @Kind(value = "RESULTS", aboutSeveral = true)
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ResultsImported", version = "1")
  record ResultsImported(
      @EventTag(key = Tags.RECORD) RecordId imported,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      ResultKind kind,
      @PersonalText(of = "imported") String label,
      LocalDate on,
      @PersonalText(of = "imported") Map<String, String> subjects,
      List<Result> results,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      @PersonalText(of = "imported") @Nullable String correction)
      implements ResultEvent, OnRecord {
    @Override
    public RecordId record() {
      return imported;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return on;
    }
  }
}
