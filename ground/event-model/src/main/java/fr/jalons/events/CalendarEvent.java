package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** The calendar of a school, its tracks, classes and groups (S9, S14, S42, S46). */
public sealed interface CalendarEvent extends PlanningEvent {

  /** What a period is for. */
  enum PeriodKind {
    HOLIDAY,
    WELCOME,
    ORIENTATION,
    PLACEMENT_PREPARATION,
    PLACEMENT,
    REPORTING,
    EXAM
  }

  /**
   * A period. Both days belong to it.
   *
   * @param items what each student has ready before a placement, by codes; empty for other periods
   */
  @Kind("PERIOD")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "PeriodScheduled", version = "1")
  record PeriodScheduled(
      @EventTag(key = Tags.RECORD) RecordId period,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      PeriodKind kind,
      @PersonalText(of = "period") String title,
      LocalDate from,
      LocalDate until,
      @PersonalText(of = "period") Map<String, String> items,
      @PersonalText(of = "period") @Nullable String correction)
      implements CalendarEvent, OnRecord {
    @Override
    public RecordId record() {
      return period;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return from;
    }
  }
}
