package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a student brings along from collège (S12). */
public sealed interface PriorRecordEvent extends PlanningEvent {
  /** Where a report was read. */
  enum PriorSource {
    LSU,
    OTHER
  }

  /**
   * A report of an earlier school year was read.
   *
   * @param year in which the school year of the report began
   * @param term as the source calls it
   * @param grade the student's level then, as the source calls it
   * @param levels from 1 to 4, by what the source calls the domain
   */
  @Kind("PRIOR_RECORD")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "PriorRecordImported", version = "1")
  record PriorRecordImported(
      @EventTag(key = Tags.RECORD) RecordId prior,
      @EventTag(key = Tags.STUDENT) StudentId student,
      PriorSource source,
      int year,
      String term,
      @Nullable String grade,
      @PersonalText(of = "student") String summary,
      Map<String, Integer> levels,
      LocalDate readOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements PriorRecordEvent, OnRecord {
    @Override
    public RecordId record() {
      return prior;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return readOn;
    }
  }
}
