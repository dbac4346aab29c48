package fr.jalons.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.events.RecordKind;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as readers get it.
 *
 * @param recordedAt when it was recorded first
 * @param student the one it is about; else it has a scope
 * @param record what it says, as its creating call took it, with texts opened
 * @param versions what it said before and says now; null in lists
 * @param ending from when on it is true no more, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownRecord(
    UUID id,
    RecordKind kind,
    int version,
    Status status,
    @Nullable LocalDate endedOn,
    Instant recordedAt,
    String recordedBy,
    @Nullable Scope scope,
    @Nullable StudentId student,
    Map<String, Object> record,
    @Nullable List<Version> versions,
    @Nullable Taken ending,
    @Nullable Taken withdrawal,
    @Nullable List<Reference> references) {

  /** With what follows from others, beside what it says. */
  ShownRecord with(Map<String, Object> derived) {
    Map<String, Object> all = new LinkedHashMap<>(record);
    all.putAll(derived);
    return new ShownRecord(
        id,
        kind,
        version,
        status,
        endedOn,
        recordedAt,
        recordedBy,
        scope,
        student,
        all,
        versions,
        ending,
        withdrawal,
        references);
  }

  /** Without what lists leave out. */
  ShownRecord inList() {
    return new ShownRecord(
        id,
        kind,
        version,
        status,
        endedOn,
        recordedAt,
        recordedBy,
        scope,
        student,
        record,
        null,
        null,
        null,
        null);
  }

  /** Where it stands. */
  enum Status {
    STANDING,
    ENDED,
    WITHDRAWN
  }

  /**
   * What it said from a moment on.
   *
   * @param reason why it was corrected; null for the first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Version(
      int version, Instant at, String by, @Nullable String reason, Map<String, Object> record) {}

  /** When and why it was taken back, or came to its end. */
  record Taken(LocalDate on, String by, String reason) {}

  /** Another record that names it. */
  record Reference(UUID id, RecordKind kind) {}
}
