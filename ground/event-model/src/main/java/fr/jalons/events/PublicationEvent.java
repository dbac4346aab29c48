package fr.jalons.events;

import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.marks.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What a school tells of its figures, and who has read it (S31). */
public sealed interface PublicationEvent extends EvaluationEvent {

  /** A scope as publications show it; the code is null for a school. */
  record FigureScope(RecordScope.Scale kind, @Nullable String code) {}

  /**
   * A figure as it was published. Of one that is suppressed, nothing is kept that tells it.
   *
   * @param code of the indicator
   * @param unit of the value
   * @param people students behind the denominator; null where none is involved
   * @param version of the formula
   */
  record Figure(
      String code,
      FigureScope scope,
      String unit,
      @Nullable BigDecimal value,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      @Nullable Long people,
      boolean suppressed,
      String version) {

    /** The same without anything that tells it. */
    public Figure suppress() {
      return new Figure(code, scope, unit, null, null, null, null, true, version);
    }
  }

  /**
   * Figures were published, and stay as they were.
   *
   * @param position of the log at which they were read
   * @param addressees how many people it addresses, by audience
   */
  @Kind("PUBLICATION")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "IndicatorsPublished", version = "1")
  record IndicatorsPublished(
      @EventTag(key = Tags.RECORD) RecordId publication,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @PersonalText(of = "publication") String title,
      @PersonalText(of = "publication") @Nullable String comment,
      LocalDate from,
      LocalDate until,
      long position,
      List<Figure> figures,
      Set<Audience> audiences,
      Map<Audience, Integer> addressees,
      LocalDate publishedOn)
      implements PublicationEvent, OnRecord {
    @Override
    public RecordId record() {
      return publication;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return publishedOn;
    }
  }

  /**
   * Somebody who was addressed has read a publication.
   *
   * @param reader a student, guardian or teacher
   */
  @Kind("READING")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "ReadingAcknowledged", version = "1")
  record ReadingAcknowledged(
      @EventTag(key = Tags.RECORD) RecordId reading,
      @EventTag(key = Tags.OF) RecordId publication,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      UUID reader,
      Audience audience,
      LocalDate readOn)
      implements PublicationEvent, OnRecord {
    @Override
    public RecordId record() {
      return reading;
    }

    @Override
    public List<RecordId> of() {
      return List.of(publication);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return readOn;
    }
  }
}
