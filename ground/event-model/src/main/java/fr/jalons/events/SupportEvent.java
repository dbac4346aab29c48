package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Support outside the classroom, and what is passed on between it and AP (S23, S24). */
public sealed interface SupportEvent extends DeliveryEvent {
  /** Where a student gets support. */
  enum SupportKind {
    HOMEWORK_HELP,
    STUDY,
    BOARDING_STUDY,
    ASSOCIATION,
    DIGITAL,
    MENTORING,
    OTHER
  }

  /** Who tells whom. */
  enum LiaisonDirection {
    TO_SUPPORT,
    FROM_SUPPORT
  }

  /**
   * A student gets support outside the classroom.
   *
   * @param partner who gives it, if it is a partner of the school
   * @param needs of the student, to which it answers
   * @param until its last day, if that is known
   */
  @Kind(value = "SUPPORT", lasting = true)
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "SupportEnrolled", version = "1")
  record SupportEnrolled(
      @EventTag(key = Tags.RECORD) RecordId enrolment,
      @EventTag(key = Tags.STUDENT) StudentId student,
      SupportKind kind,
      @Nullable RecordId partner,
      @EventTag(key = Tags.NEED) List<NeedId> needs,
      LocalDate from,
      @Nullable LocalDate until,
      @PersonalText(of = "student") @Nullable String correction)
      implements SupportEvent, OnRecord {
    @Override
    public RecordId record() {
      return enrolment;
    }

    @Override
    public LocalDate beganOn() {
      return from;
    }
  }

  /** A note passed between whoever gives support and whoever gives AP. */
  @Kind("LIAISON")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "LiaisonShared", version = "1")
  record LiaisonShared(
      @EventTag(key = Tags.RECORD) RecordId liaison,
      @EventTag(key = Tags.OF) RecordId enrolment,
      @EventTag(key = Tags.STUDENT) StudentId student,
      LiaisonDirection direction,
      @PersonalText(of = "student") String note,
      LocalDate sharedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements SupportEvent, OnRecord {
    @Override
    public RecordId record() {
      return liaison;
    }

    @Override
    public List<RecordId> of() {
      return List.of(enrolment);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return sharedOn;
    }
  }
}
