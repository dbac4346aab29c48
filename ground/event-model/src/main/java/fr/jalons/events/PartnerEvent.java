package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Organisations that take part in AP (S13). */
public sealed interface PartnerEvent extends PlanningEvent {

  /** What a partner is. */
  enum PartnerKind {
    COMPANY,
    ASSOCIATION,
    LOCAL_AUTHORITY,
    PUBLIC_SERVICE,
    HEALTH,
    CULTURE,
    EDUCATION,
    OTHER
  }

  /**
   * An organisation takes part. No person of it is named: names stand elsewhere.
   *
   * @param conventionFrom the first day of the agreement (convention) with it, if there is one
   * @param conventionUntil its last day
   */
  @Kind(value = "PARTNER", lasting = true)
  @Event(namespace = PlanningEvent.NAMESPACE, name = "PartnerEngaged", version = "1")
  record PartnerEngaged(
      @EventTag(key = Tags.RECORD) RecordId partner,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @PersonalText(of = "partner") String name,
      PartnerKind kind,
      LocalDate engagedOn,
      @Nullable LocalDate conventionFrom,
      @Nullable LocalDate conventionUntil,
      @PersonalText(of = "partner") @Nullable String correction)
      implements PartnerEvent, OnRecord {
    @Override
    public RecordId record() {
      return partner;
    }

    @Override
    public LocalDate beganOn() {
      return engagedOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return engagedOn;
    }
  }
}
