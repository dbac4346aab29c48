package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** The means (moyens) of AP (S47). */
public sealed interface MeansEvent extends PlanningEvent {

  /** What is allocated: hours, or euros. */
  enum MeansKind {
    TEACHER_HOURS,
    OVERTIME_HOURS,
    BUDGET
  }

  /**
   * Means for some days, both included.
   *
   * @param volet for which they are; null for all of the scheme
   * @param quantity hours or euros
   */
  @Kind(value = "MEANS", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "MeansAllocated", version = "1")
  record MeansAllocated(
      @EventTag(key = Tags.RECORD) RecordId means,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @Nullable RecordId volet,
      MeansKind kind,
      BigDecimal quantity,
      LocalDate from,
      LocalDate until,
      @PersonalText(of = "means") @Nullable String correction)
      implements MeansEvent, OnRecord {
    @Override
    public RecordId record() {
      return means;
    }

    @Override
    public LocalDate beganOn() {
      return from;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return from;
    }
  }
}
