package fr.jalons.records;

import fr.jalons.access.RecordsInLog;
import fr.jalons.events.EventTypes;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.Scope;
import fr.jalons.platform.commands.CommandMetadata;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.records.ShownRecord.Reference;
import fr.jalons.records.ShownRecord.Status;
import fr.jalons.records.ShownRecord.Taken;
import fr.jalons.records.ShownRecord.Version;
import fr.jalons.school.Directory;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a record's events what readers get. */
@Component
class RecordViews {
  /** What an answer tells beside what the record says. */
  private static final Set<String> BESIDE =
      Set.of("student", "school", "structure", "track", "of", "correction");

  private final EventJson json;
  private final Directory directory;
  private final Clock clock;

  RecordViews(EventJson json, Directory directory, Clock clock) {
    this.json = json;
    this.directory = directory;
    this.clock = clock;
  }

  /** From its events up to now or then; none if there are none. */
  Optional<ShownRecord> of(List<RecordsInLog.Step> steps, Stream<OnRecord> naming) {
    List<Version> versions = new ArrayList<>();
    OnRecord latest = null;
    StoredEvent first = null;
    LocalDate endedOn = null;
    Taken ending = null;
    Taken withdrawal = null;
    for (RecordsInLog.Step step : steps) {
      StoredEvent stored = step.stored();
      switch (step.event()) {
        case OnRecord said -> {
          latest = said;
          first = first == null ? stored : first;
          versions.add(version(versions.size() + 1, stored));
        }
        case RecordEnded ended -> {
          endedOn = ended.endedOn();
          ending = new Taken(endedOn, by(stored), text(opened(stored), "reason"));
        }
        case RecordWithdrawn withdrawn ->
            withdrawal =
                new Taken(withdrawn.withdrawnOn(), by(stored), text(opened(stored), "reason"));
        default -> {}
      }
    }
    if (latest == null || first == null) {
      return Optional.empty();
    }
    StudentId student = latest.student();
    return Optional.of(
        new ShownRecord(
            latest.record().value(),
            latest.recordKind(),
            versions.size(),
            status(endedOn, withdrawal != null),
            endedOn,
            first.recordedAt(),
            by(first),
            student == null ? scope(latest) : null,
            student,
            versions.getLast().record(),
            versions,
            ending,
            withdrawal,
            naming
                .map(other -> new Reference(other.record().value(), other.recordKind()))
                .distinct()
                .toList()));
  }

  Status status(@Nullable LocalDate endedOn, boolean withdrawn) {
    if (withdrawn) {
      return Status.WITHDRAWN;
    }
    return endedOn == null || LocalDate.now(clock).isBefore(endedOn)
        ? Status.STANDING
        : Status.ENDED;
  }

  @Nullable Scope scope(OnRecord record) {
    RecordScope scope = RecordScope.of(record);
    StructureId structure = scope == null ? null : scope.structure();
    if (scope == null || structure != null) {
      return structure == null ? null : Scope.of(structure, directory.code(structure));
    }
    return new Scope(Scope.Kind.valueOf(scope.scale().name()), scope.track(), scope.school().uai());
  }

  private Version version(int number, StoredEvent stored) {
    Map<String, Object> all = opened(stored);
    return new Version(
        number,
        stored.recordedAt(),
        by(stored),
        all.containsKey("correction") ? text(all, "correction") : null,
        said(all, EventTypes.named(stored.type())));
  }

  /** What an event of this class says; its first component identifies the record. */
  static Map<String, Object> said(Map<String, Object> all, Class<?> event) {
    Map<String, Object> said = new LinkedHashMap<>();
    Stream.of(event.getRecordComponents())
        .skip(1)
        .map(RecordComponent::getName)
        .filter(name -> all.get(name) != null && !BESIDE.contains(name))
        .forEach(name -> said.put(name, all.get(name)));
    return said;
  }

  private Map<String, Object> opened(StoredEvent stored) {
    return opened(stored.payload(), EventTypes.named(stored.type()));
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> opened(String payload, Class<?> event) {
    return json.asStored().read(json.opened(payload, event), Map.class);
  }

  private static String text(Map<String, Object> all, String field) {
    return String.valueOf(all.get(field));
  }

  private static String by(StoredEvent stored) {
    return stored.metadata().getOrDefault(CommandMetadata.ACTOR, "");
  }
}
