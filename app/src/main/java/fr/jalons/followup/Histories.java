package fr.jalons.followup;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail: a student's events as they stand in the log, oldest first. */
@Component
public class Histories {
  private static final int MOST = 1_000;

  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Visibility visibility;

  Histories(PostgresEventStorageEngine log, EventJson json, Visibility visibility) {
    this.log = log;
    this.json = json;
    this.visibility = visibility;
  }

  /**
   * One event of a history; the payload is shown as it was recorded, its sealed texts opened. A
   * family sees of events that concern a class the lines of its own child.
   */
  public record Entry(
      long position, String type, Instant recordedAt, String actor, @JsonRawValue String payload) {

    static Entry of(StoredEvent event, EventJson json) {
      return new Entry(
          event.position(),
          event.type(),
          event.recordedAt(),
          event.metadata().getOrDefault("actor", ""),
          json.opened(event.payload(), EventTypes.named(event.type())));
    }

    private Entry with(String narrowed) {
      return new Entry(position, type, recordedAt, actor, narrowed);
    }
  }

  /**
   * One page of a history.
   *
   * @param next what to ask as {@code after} for the next page; null on the last
   */
  public record Page(List<Entry> events, @Nullable Long next) {}

  /** Up to {@code limit} events after a position; refused for a student the log has never met. */
  public Page of(StudentId student, long after, int limit) {
    EventCriteria concerned = concerning(student);
    List<StoredEvent> found = log.read(concerned, after, limit + 1);
    if (found.isEmpty() && log.read(concerned, 0, 1).isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    boolean more = found.size() > limit;
    List<StoredEvent> page = more ? found.subList(0, limit) : found;
    List<Entry> entries = page.stream().map(event -> Entry.of(event, json)).toList();
    return new Page(
        visibility.ownFilesOnly() ? narrowed(entries, student) : entries,
        more ? page.getLast().position() : null);
  }

  /** The whole history; of what concerned a class, the lines of this student only. */
  public List<Entry> ownLinesOf(StudentId student) {
    List<StoredEvent> all = log.read(concerning(student), 0, Integer.MAX_VALUE);
    return narrowed(all.stream().map(event -> Entry.of(event, json)).toList(), student);
  }

  private List<Entry> narrowed(List<Entry> entries, StudentId student) {
    EventJson stored = json.asStored();
    List<DomainEvent> history =
        log.read(concerning(student), 0, Integer.MAX_VALUE).stream()
            .<DomainEvent>map(e -> stored.read(e.payload(), EventTypes.named(e.type())))
            .toList();
    FamilyRedaction redaction = FamilyRedaction.of(student, history, stored);
    return entries.stream()
        .map(e -> e.with(redaction.payload(EventTypes.named(e.type), e.payload, stored)))
        .toList();
  }

  private static EventCriteria concerning(StudentId student) {
    return EventCriteria.havingTags(Tag.of(Tags.STUDENT, student.toString()));
  }

  /** A student's history over HTTP. */
  @RestController
  static class Endpoint {
    private final Histories histories;

    Endpoint(Histories histories) {
      this.histories = histories;
    }

    @GetMapping("/api/students/{student}/history")
    @Allowed(who = Who.READERS, over = Over.STUDENT)
    Page history(
        @PathVariable StudentId student,
        @RequestParam(defaultValue = "0") @Min(0) long after,
        @RequestParam(defaultValue = "100") @Min(1) @Max(MOST) int limit) {
      return histories.of(student, after, limit);
    }
  }
}
