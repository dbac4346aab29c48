package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Remarkable actions that a school shows (S34). */
public sealed interface ShowcaseEvent extends EvaluationEvent {

  /** Where an action is shown. */
  enum Outlet {
    SCHOOL,
    SCHOOL_WEBSITE,
    ACADEMIC_SITE
  }

  /** An action is proposed to be shown. */
  @Kind("SHOWCASE")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ShowcaseNominated", version = "1")
  record ShowcaseNominated(
      @EventTag(key = Tags.RECORD) RecordId showcase,
      @EventTag(key = Tags.OF) RecordId action,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      @PersonalText(of = "showcase") String reason,
      Set<Outlet> outlets,
      LocalDate nominatedOn,
      @PersonalText(of = "showcase") @Nullable String correction)
      implements ShowcaseEvent, OnRecord {
    @Override
    public RecordId record() {
      return showcase;
    }

    @Override
    public List<RecordId> of() {
      return List.of(action);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return nominatedOn;
    }
  }

  /**
   * It is shown in one place.
   *
   * @param url where it can be seen
   * @param showsStudents whether students can be recognised
   * @param consentsHeld whether the school holds the written consent of all who are shown
   */
  @Kind("SHOWCASE_PUBLICATION")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ShowcasePublished", version = "1")
  record ShowcasePublished(
      @EventTag(key = Tags.RECORD) RecordId publication,
      @EventTag(key = Tags.OF) RecordId showcase,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STRUCTURE) @Nullable StructureId structure,
      @Nullable String track,
      Outlet outlet,
      @PersonalText(of = "publication") @Nullable String url,
      boolean showsStudents,
      boolean consentsHeld,
      LocalDate publishedOn,
      @PersonalText(of = "publication") @Nullable String correction)
      implements ShowcaseEvent, OnRecord {
    @Override
    public RecordId record() {
      return publication;
    }

    @Override
    public List<RecordId> of() {
      return List.of(showcase);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return publishedOn;
    }
  }
}
