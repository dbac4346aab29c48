package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** The parts of a school's scheme of AP (S2). */
public sealed interface VoletEvent extends PlanningEvent {

  /** What a volet of the scheme is for. */
  enum VoletKind {
    CONSOLIDATION,
    PERSONAL_SUPPORT,
    ORIENTATION,
    OTHER
  }

  /**
   * A volet of the scheme.
   *
   * @param hoursPerStudent in a year, where the school says so
   */
  @Kind(value = "VOLET", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "VoletDefined", version = "1")
  record VoletDefined(
      @EventTag(key = Tags.RECORD) RecordId volet,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      VoletKind kind,
      @PersonalText(of = "volet") String title,
      @PersonalText(of = "volet") @Nullable String description,
      @Nullable BigDecimal hoursPerStudent,
      @PersonalText(of = "volet") @Nullable String correction)
      implements VoletEvent, OnRecord {
    @Override
    public RecordId record() {
      return volet;
    }
  }
}
