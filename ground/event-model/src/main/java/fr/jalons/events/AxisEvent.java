package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a school wants to go for in the long run (S3). */
public sealed interface AxisEvent extends PlanningEvent {

  /** The text that an axis comes from. */
  enum AxisSource {
    SCHOOL_PROJECT,
    ORIENTATION_PLAN,
    CONTRACT,
    ACADEMIC_PROJECT,
    OTHER
  }

  /** A strategic axis. Objectives name the axes that they serve. */
  @Kind(value = "STRATEGIC_AXIS", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "StrategicAxisDefined", version = "1")
  record StrategicAxisDefined(
      @EventTag(key = Tags.RECORD) RecordId axis,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      AxisSource source,
      @PersonalText(of = "axis") String title,
      @PersonalText(of = "axis") @Nullable String description,
      @PersonalText(of = "axis") @Nullable String correction)
      implements AxisEvent, OnRecord {
    @Override
    public RecordId record() {
      return axis;
    }
  }
}
