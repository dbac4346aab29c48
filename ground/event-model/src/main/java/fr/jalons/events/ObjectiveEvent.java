package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a school, a track, a class or a group wants to reach (S6). */
public sealed interface ObjectiveEvent extends PlanningEvent {

  /**
   * An objective.
   *
   * @param axes the strategic axes that it serves
   * @param volet the one that it belongs to
   * @param endsOn the last day; null without end
   */
  @Kind(value = "OBJECTIVE", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "ObjectiveSet", version = "1")
  record ObjectiveSet(
      @EventTag(key = Tags.RECORD) RecordId objective,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @PersonalText(of = "objective") String title,
      @PersonalText(of = "objective") @Nullable String description,
      List<RecordId> axes,
      @Nullable RecordId volet,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @PersonalText(of = "objective") @Nullable String correction)
      implements ObjectiveEvent, OnRecord {
    @Override
    public RecordId record() {
      return objective;
    }

    @Override
    public LocalDate beganOn() {
      return startsOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return startsOn;
    }
  }
}
