package fr.jalons.records;

import fr.jalons.access.Moments;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.events.EventTypes;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordKind;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private final ScopeReading scopes;
  private final Moments moments;
  private final Visibility visibility;
  private final Clock clock;

  ListRecords(
      JdbcClient jdbc,
      EventJson json,
      RecordsInLog records,
      RecordViews views,
      ScopeReading scopes,
      Moments moments,
      Visibility visibility,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json.asStored();
    this.records = records;
    this.views = views;
    this.scopes = scopes;
    this.moments = moments;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** A record with the day that it is about. */
  private record Dated(OnRecord said, LocalDate day, Told told) {}

  @GetMapping("/api/records")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  List<Told> list(
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
    Set<StructureId> overlapping = scopes.overlapping(found, day, at);
    return (at == null ? now(sort, found.school()) : then(sort, at))
        .filter(one -> found.school().equals(RecordTable.school(one.said)))
        .filter(one -> concerns(one.said.structure(), overlapping))
        .filter(one -> withdrawn || one.told.status() != Told.Status.WITHDRAWN)
        .filter(one -> from == null || !one.day.isBefore(from))
        .filter(one -> until == null || !one.day.isAfter(until))
        .sorted(Comparator.comparing(Dated::day).thenComparing(one -> one.told.id()))
        .map(Dated::told)
        .toList();
  }

  private boolean concerns(@Nullable StructureId structure, Set<StructureId> overlapping) {
    return structure == null || overlapping.contains(structure) && visibility.reaches(structure);
  }

  /** Refuses kinds about one student: their records stand in the follow-up. */
  private static RecordKind listed(@Nullable String kind) {
    RecordKind known =
        Optional.ofNullable(kind)
            .map(RecordKind::new)
            .filter(one -> one.event().isPresent())
            .orElseThrow(() -> Refusal.invalid("kind", "records.kind-unknown"));
    if (known.events().stream()
        .flatMap(event -> Stream.of(event.getRecordComponents()))
        .anyMatch(component -> component.getName().equals("student"))) {
      throw Refusal.invalid("kind", "records.in-the-follow-up");
    }
    return known;
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
              Told told =
                  new Told(
                      row.getObject("id", UUID.class),
                      said.kind(),
                      row.getInt("version"),
                      views.status(endedOn, row.getBoolean("withdrawn")),
                      endedOn,
                      row.getObject("at", OffsetDateTime.class).toInstant(),
                      row.getString("by"),
                      RecordViews.scope(said),
                      null,
                      RecordViews.said(views.opened(row.getString("payload"), type), type),
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

  private Dated dated(List<RecordsInLog.Step> steps, Told told) {
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
