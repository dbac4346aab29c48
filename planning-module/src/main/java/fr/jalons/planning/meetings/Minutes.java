package fr.jalons.planning.meetings;

import fr.jalons.events.MeetingEvent.MinutesPublished;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.InScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** The minutes of a meeting (S5). */
@Aspect(name = "minutes", of = Tags.SCHOOL, by = Tags.RECORD)
public record Minutes(
    RecordId id,
    RecordId meeting,
    RecordScope scope,
    String text,
    List<String> decisions,
    LocalDate publishedOn)
    implements InScope {

  static Minutes begin(MinutesPublished event) {
    return new Minutes(
        event.minutes(),
        event.meeting(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.text(),
        event.decisions(),
        event.publishedOn());
  }
}
