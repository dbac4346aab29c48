package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** How students get ready for a placement (PFMP, S14). */
public sealed interface PlacementEvent extends DeliveryEvent {

  /**
   * Some students have some things ready.
   *
   * @param items of the list of the placement, by their codes
   */
  @Kind("PLACEMENT_MARK")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "PlacementItemsCompleted", version = "1")
  record PlacementItemsCompleted(
      @EventTag(key = Tags.RECORD) RecordId mark,
      @EventTag(key = Tags.OF) RecordId period,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      List<String> items,
      LocalDate completedOn,
      @PersonalText(of = "mark") @Nullable String correction)
      implements PlacementEvent, OnRecord {
    @Override
    public RecordId record() {
      return mark;
    }

    @Override
    public List<RecordId> of() {
      return List.of(period);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return completedOn;
    }
  }
}
