package fr.jalons.records;

import fr.jalons.access.Moments;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.Kind;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordKind;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.indicators.ScopeReading;
import fr.jalons.indicators.ScopeReading.Found;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The records of one kind that concern a scope, now or at a past moment. */
@RestController
class ListRecords {
  private final JdbcClient jdbc;
  private final EventJson json;
  private final RecordsInLog records;
  private final RecordViews views;
  private final DerivedFields derived;
  private final ScopeReading scopes;
  private final Moments moments;
  private final Visibility visibility;
  private final Clock clock;

  ListRecords(
      JdbcClient jdbc,
      EventJson json,
      RecordsInLog records,
      RecordViews views,
      DerivedFields derived,
      ScopeReading scopes,
      Moments moments,
      Visibility visibility,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json.asStored();
    this.records = records;
    this.views = views;
    this.derived = derived;
    this.scopes = scopes;
    this.moments = moments;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** A record with the day that it is about. */
  private record Dated(OnRecord said, LocalDate day, ShownRecord told) {}

  @GetMapping("/api/records")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  List<ShownRecord> list(
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(name = "class", required = false) @Nullable String schoolClass,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String track,
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate until,
      @RequestParam(defaultValue = "false") boolean withdrawn,
      @RequestParam(required = false) @Nullable String asOf) {
    RecordKind sort = listed(kind);
    Long at = asOf == null || asOf.isBlank() ? null : moments.position(asOf);
    LocalDate day = asOf == null || at == null ? LocalDate.now(clock) : moments.day(asOf);
    Found found = scopes.found(schoolClass, group, track, school, day, at);
    Predicate<Object> overlapping = scopes.overlapping(found, day, at);
    Function<RecordKind, Stream<Dated>> all =
        one -> at == null ? now(one, found.school()) : then(one, at);
    Map<UUID, Map<String, Object>> more =
        derived.of(
            sort,
            new DerivedFields.When(found.school(), day, at),
            one ->
                all.apply(one)
                    .filter(dated -> dated.told.status() == ShownRecord.Status.STANDING)
                    .map(Dated::said));
    return all.apply(sort)
        .filter(one -> concerns(RecordScope.of(one.said), overlapping))
        .filter(one -> withdrawn || one.told.status() != ShownRecord.Status.WITHDRAWN)
        .filter(one -> from == null || !one.day.isBefore(from))
        .filter(one -> until == null || !one.day.isAfter(until))
        .sorted(Comparator.comparing(Dated::day).thenComparing(one -> one.told.id()))
        .map(one -> one.told.with(more.getOrDefault(one.told.id(), Map.of())))
        .toList();
  }

  private boolean concerns(@Nullable RecordScope scope, Predicate<Object> overlapping) {
    StructureId structure = scope == null ? null : scope.structure();
    return scope != null
        && overlapping.test(scope)
        && (structure == null || visibility.reaches(structure));
  }

  /** Refuses kinds about one student: their records stand in the follow-up. */
  private static RecordKind listed(@Nullable String kind) {
    RecordKind known =
        Optional.ofNullable(kind)
            .map(RecordKind::new)
            .filter(one -> one.event().isPresent())
            .orElseThrow(() -> Refusal.invalid("kind", "records.kind-unknown"));
    if (known.events().stream().anyMatch(ListRecords::isAboutStudents)) {
      throw Refusal.invalid("kind", "records.in-the-follow-up");
    }
    return known;
  }

  /** One, or several of no one class or group. */
  private static boolean isAboutStudents(Class<? extends DomainEvent> event) {
    return event.getAnnotation(Kind.class).aboutSeveral()
        || Stream.of(event.getRecordComponents())
            .anyMatch(component -> component.getName().equals("student"));
  }

  private Stream<Dated> now(RecordKind kind, SchoolId school) {
    String[] types =
        kind.events().stream()
            .map(event -> EventMethods.nameOf(event).fullName())
            .toArray(String[]::new);
    return jdbc
        .sql("select * from records.record where type = any(?) and school = ?")
        .params(types, school.uai())
        .query(
            (row, number) -> {
              Class<?> type = EventTypes.named(row.getString("type"));
              OnRecord said = (OnRecord) json.read(row.getString("payload"), type);
              LocalDate endedOn = row.getObject("ended_on", LocalDate.class);
              ShownRecord told =
                  new ShownRecord(
                      row.getObject("id", UUID.class),
                      said.recordKind(),
                      row.getInt("version"),
                      views.status(endedOn, row.getBoolean("withdrawn")),
                      endedOn,
                      row.getObject("at", OffsetDateTime.class).toInstant(),
                      row.getString("by"),
                      views.scope(said),
                      null,
                      RecordViews.said(views.opened(row.getString("payload"), type), type),
                      null,
                      null,
                      null,
                      null);
              return new Dated(said, row.getObject("day", LocalDate.class), told);
            })
        .list()
        .stream();
  }

  private Stream<Dated> then(RecordKind kind, long at) {
    return records.ofKind(kind, at).stream()
        .flatMap(steps -> views.of(steps, Stream.of()).stream().map(told -> dated(steps, told)));
  }

  private Dated dated(List<RecordsInLog.Step> steps, ShownRecord told) {
    OnRecord said =
        steps.stream()
            .map(RecordsInLog.Step::event)
            .filter(OnRecord.class::isInstance)
            .map(OnRecord.class::cast)
            .toList()
            .getLast();
    LocalDate day = said.day(clock.getZone());
    return new Dated(
        said,
        day == null ? LocalDate.ofInstant(told.recordedAt(), clock.getZone()) : day,
        told.inList());
  }
}
