package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a student keeps to show what they can do (S26, S36). */
public sealed interface PortfolioEvent extends DeliveryEvent {
  /** What it is. */
  enum PortfolioItemKind {
    PRODUCTION,
    REFLECTION,
    PLACEMENT,
    CERTIFICATE,
    OTHER
  }

  /**
   * Something was put into the portfolio. Files stay where the school keeps them.
   *
   * @param url where to find it
   * @param competency what it shows, as a code of some framework
   */
  @Kind("PORTFOLIO_ITEM")
  @Event(namespace = DeliveryEvent.NAMESPACE, name = "PortfolioItemAdded", version = "1")
  record PortfolioItemAdded(
      @EventTag(key = Tags.RECORD) RecordId item,
      @EventTag(key = Tags.STUDENT) StudentId student,
      PortfolioItemKind kind,
      @PersonalText(of = "student") String title,
      @PersonalText(of = "student") @Nullable String url,
      @Nullable String competency,
      LocalDate addedOn,
      @PersonalText(of = "student") @Nullable String correction)
      implements PortfolioEvent, OnRecord {
    @Override
    public RecordId record() {
      return item;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return addedOn;
    }
  }
}
