package fr.jalons.events;

import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.marks.PersonalText;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Resources that actions use (S21). */
public sealed interface ResourceEvent extends DeliveryEvent {

  /** Who offers a resource. */
  enum ResourceProvider {
    AVENIRS,
    ONISEP,
    EDUSCOL,
    CANOPE,
    REGION,
    SCHOOL,
    OTHER
  }

  /**
   * A resource is put into the catalogue of a school.
   *
   * @param natures of the actions that it suits
   */
  @Kind(value = "RESOURCE", lasting = true)
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "ResourceCatalogued", version = "1")
  record ResourceCatalogued(
      @EventTag(key = Tags.RECORD) RecordId resource,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @PersonalText(of = "resource") String title,
      @PersonalText(of = "resource") String url,
      ResourceProvider provider,
      Set<Nature> natures,
      @PersonalText(of = "resource") @Nullable String correction)
      implements ResourceEvent, OnRecord {
    @Override
    public RecordId record() {
      return resource;
    }
  }
}
