package fr.jalons.followup;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.OnRecord;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.regulation.UntoldAlerts;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
  private final Clock clock;

  Histories(PostgresEventStorageEngine log, EventJson json, Visibility visibility, Clock clock) {
    this.clock = clock;
    this.log = log;
    this.json = json;
    this.visibility = visibility;
  }

  /**
   * One event of a history; the payload is shown as it was recorded, its sealed texts opened. A
   * family sees of events that concern a class the lines of its own child, and no alert before a
   * decision on it.
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
    return of(student, null, after, limit);
  }

  /** As {@link #of(StudentId, long, int)}, of one type of event; null for all. */
  Page of(StudentId student, @Nullable String type, long after, int limit) {
    List<StoredEvent> all = told(student);
    List<StoredEvent> found =
        all.stream()
            .filter(event -> event.position() > after)
            .filter(event -> type == null || event.type().equals(type))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<StoredEvent> page = more ? found.subList(0, limit) : found;
    List<Entry> entries = page.stream().map(event -> Entry.of(event, json)).toList();
    return new Page(
        visibility.ownFilesOnly()
            ? narrowed(entries, student)
            : entries.stream().map(entry -> withinReach(entry, student)).toList(),
        more ? page.getLast().position() : null);
  }

  /** The types of the events that there are. */
  List<String> types(StudentId student) {
    return told(student).stream().map(StoredEvent::type).distinct().sorted().toList();
  }

  /** The days on which something was recorded, in order. */
  List<LocalDate> days(StudentId student) {
    return told(student).stream()
        .map(event -> LocalDate.ofInstant(event.recordedAt(), clock.getZone()))
        .distinct()
        .sorted()
        .toList();
  }

  /** All that readers are told: families hear of an alert once it is decided. */
  private List<StoredEvent> told(StudentId student) {
    List<StoredEvent> all = log.read(concerning(student), 0, Integer.MAX_VALUE);
    if (all.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    if (visibility.familyAudiences().isEmpty()) {
      return all;
    }
    UntoldAlerts untold = UntoldAlerts.in(events(all));
    return all.stream().filter(event -> !untold.hides(read(event))).toList();
  }

  /** What a family is not told about its child yet. */
  public UntoldAlerts untold(StudentId student) {
    return UntoldAlerts.in(everything(student));
  }

  private DomainEvent read(StoredEvent event) {
    return json.asStored().read(event.payload(), EventTypes.named(event.type()));
  }

  private List<DomainEvent> events(List<StoredEvent> stored) {
    return stored.stream().map(this::read).toList();
  }

  private List<DomainEvent> everything(StudentId student) {
    return events(log.read(concerning(student), 0, Integer.MAX_VALUE));
  }

  /** Of a list about students of several classes, who reaches not all of them sees one. */
  private Entry withinReach(Entry entry, StudentId student) {
    Class<? extends DomainEvent> type = EventTypes.named(entry.type);
    boolean whole =
        !OnRecord.class.isAssignableFrom(type)
            || !(json.asStored().read(entry.payload, type) instanceof OnRecord record)
            || !record.aboutSeveral()
            || record.students().stream().allMatch(visibility::reaches);
    return whole ? entry : narrowed(List.of(entry), student).getFirst();
  }

  /** The whole history; of what concerned a class, the lines of this student only. */
  public List<Entry> ownLinesOf(StudentId student) {
    List<StoredEvent> all = log.read(concerning(student), 0, Integer.MAX_VALUE);
    return narrowed(all.stream().map(event -> Entry.of(event, json)).toList(), student);
  }

  private List<Entry> narrowed(List<Entry> entries, StudentId student) {
    EventJson stored = json.asStored();
    FamilyRedaction redaction = FamilyRedaction.of(student, everything(student), stored);
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
