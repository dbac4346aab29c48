package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** The figures that a scope wants to reach (S30). */
public sealed interface TargetEvent extends PlanningEvent {

  /** On which side of its value a target is met. */
  enum Comparison {
    AT_LEAST,
    AT_MOST;

    /** Whether what was measured lies on the right side; what is not known (null) does not. */
    public boolean isMet(@Nullable BigDecimal measured, BigDecimal value) {
      if (measured == null) {
        return false;
      }
      int compared = measured.compareTo(value);
      return this == AT_LEAST ? compared >= 0 : compared <= 0;
    }
  }

  /**
   * An indicator is to have a value by a day.
   *
   * @param objective whose success it tells
   * @param indicator its code
   */
  @Kind(value = "TARGET", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "TargetSet", version = "1")
  record TargetSet(
      @EventTag(key = Tags.RECORD) RecordId target,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @EventTag(key = Tags.OF) @Nullable RecordId objective,
      String indicator,
      Comparison comparison,
      BigDecimal value,
      LocalDate dueOn,
      LocalDate setOn,
      @PersonalText(of = "target") @Nullable String correction)
      implements TargetEvent, OnRecord {
    @Override
    public RecordId record() {
      return target;
    }

    @Override
    public List<RecordId> of() {
      return objective == null ? List.of() : List.of(objective);
    }

    @Override
    public LocalDate beganOn() {
      return setOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return dueOn;
    }
  }
}
