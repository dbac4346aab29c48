package fr.jalons.regulation;

import fr.jalons.access.Moments;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.alerts.Decided;
import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordKind;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.ScopeReading;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The alerts within reach, with what was decided and its effect (S27). */
@Component
public class Alerts {
  private static final String SELECT =
      """
      select a.payload, a.by, d.payload as decision, d.by as decided_by, e.payload as assessment,
        e.by as assessed_by
      from regulation.alert a
      left join regulation.decision d on d.alert = a.id and not d.withdrawn
      left join regulation.assessment e on e.decision = d.id and not e.withdrawn
      where not a.withdrawn
        and (:school::text is null or a.school = :school)
        and (:from::date is null or a.raised_on >= :from)
        and (:until::date is null or a.raised_on <= :until)
        and (:body::text is null or d.body = :body)
      order by a.raised_on desc, a.id
      """;

  private final JdbcClient jdbc;
  private final RecordsInLog records;
  private final Moments moments;
  private final EventJson json;
  private final ScopeReading scopes;
  private final Visibility visibility;
  private final Clock clock;

  Alerts(
      JdbcClient jdbc,
      RecordsInLog records,
      Moments moments,
      EventJson json,
      ScopeReading scopes,
      Visibility visibility,
      Clock clock) {
    this.jdbc = jdbc;
    this.records = records;
    this.moments = moments;
    this.json = json;
    this.scopes = scopes;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** Where an alert stands. */
  public enum State {
    OPEN,
    DECIDED,
    ASSESSED
  }

  /**
   * An alert.
   *
   * @param raisedBy the account or program that did; {@code system:jalons} for a rule
   * @param decidedBy likewise; null while nobody did
   */
  public record Alert(
      RecordId id,
      AlertRule rule,
      RecordScope scope,
      @Nullable StudentId studentId,
      @Nullable String indicator,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal threshold,
      @Nullable UUID about,
      @Nullable LocalDate since,
      @Nullable String text,
      LocalDate raisedOn,
      String raisedBy,
      @Nullable Decided decision,
      @Nullable String decidedBy,
      @Nullable String assessedBy) {

    State state() {
      if (decision == null) {
        return State.OPEN;
      }
      return decision.assessment() == null ? State.DECIDED : State.ASSESSED;
    }

    private @Nullable Body body() {
      return decision == null ? null : decision.body();
    }

    /** Whether it was decided to do nothing: nobody waits for anything then. */
    boolean isDismissed() {
      return decision != null && decision.verdict() == Verdict.DISMISS;
    }
  }

  /**
   * What is asked for; null for all.
   *
   * @param body that decided
   * @param asOf a moment of the past
   */
  public record Wanted(
      @Nullable String schoolClass,
      @Nullable String group,
      @Nullable String track,
      @Nullable SchoolId school,
      @Nullable State state,
      @Nullable Body body,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String asOf) {

    private boolean hasScope() {
      return schoolClass != null || group != null || track != null;
    }
  }

  /**
   * The latest first. Of a class, a group or a track, those whose scopes overlap with it.
   *
   * @throws Refusal if the scope means nothing, several things, or what is out of reach
   */
  public List<Alert> find(Wanted wanted) {
    Long at = wanted.asOf == null ? null : moments.position(wanted.asOf);
    LocalDate day = wanted.asOf == null ? LocalDate.now(clock) : moments.day(wanted.asOf);
    if (wanted.from != null && wanted.until != null && wanted.until.isBefore(wanted.from)) {
      throw Refusal.invalid("from", "indicators.period");
    }
    SchoolId school = wanted.school;
    Predicate<Object> concerned = scope -> true;
    if (wanted.hasScope()) {
      ScopeReading.Found found =
          scopes.found(wanted.schoolClass, wanted.group, wanted.track, wanted.school, day, at);
      school = found.school();
      concerned = visibility.asProgram(() -> scopes.overlapping(found, day, at));
    }
    Predicate<Object> overlapping = concerned;
    List<Alert> all = at == null ? standing(wanted, school) : at(at, wanted, school);
    return all.stream()
        .filter(alert -> wanted.state == null || alert.state() == wanted.state)
        .filter(alert -> overlapping.test(alert.scope))
        .toList();
  }

  private List<Alert> standing(Wanted wanted, @Nullable SchoolId school) {
    return jdbc.sql(SELECT)
        .param("school", school == null ? null : school.uai())
        .param("from", wanted.from)
        .param("until", wanted.until)
        .param("body", wanted.body == null ? null : wanted.body.name())
        .query((row, number) -> alert(row))
        .list();
  }

  /**
   * As it stood, by the log: of the alerts that are within reach today.
   *
   * @param at position of the log
   */
  private List<Alert> at(long at, Wanted wanted, @Nullable SchoolId school) {
    Set<UUID> reached =
        Set.copyOf(
            jdbc.sql(
                    "select id from regulation.alert where :school::text is null or school = :school")
                .param("school", school == null ? null : school.uai())
                .query(UUID.class)
                .list());
    Map<UUID, Said> decisions = said("DECISION", at);
    Map<UUID, Said> assessments = said("DECISION_ASSESSMENT", at);
    Map<UUID, Said> of = new HashMap<>();
    Stream.concat(decisions.values().stream(), assessments.values().stream())
        .forEach(one -> one.event.of().forEach(answered -> of.put(answered.value(), one)));
    return said("ALERT", at).entrySet().stream()
        .filter(one -> reached.contains(one.getKey()))
        .map(
            one -> {
              Said decision = of.get(one.getKey());
              return alert(
                  one.getValue(),
                  decision,
                  decision == null ? null : of.get(decision.event.record().value()));
            })
        .filter(alert -> wanted.from == null || !alert.raisedOn.isBefore(wanted.from))
        .filter(alert -> wanted.until == null || !alert.raisedOn.isAfter(wanted.until))
        .filter(alert -> wanted.body == null || wanted.body == alert.body())
        .sorted(
            Comparator.comparing(Alert::raisedOn)
                .reversed()
                .thenComparing(alert -> alert.id.toString()))
        .toList();
  }

  /** The last word on a record, and who said the first. */
  private record Said(OnRecord event, String payload, String by) {}

  /** What stood of a kind, by its identifier. */
  private Map<UUID, Said> said(String kind, long at) {
    Map<UUID, Said> standing = new HashMap<>();
    for (List<RecordsInLog.Step> steps : records.ofKind(new RecordKind(kind), at)) {
      String by = steps.getFirst().stored().metadata().getOrDefault("actor", "");
      if (steps.stream().noneMatch(step -> step.event() instanceof RecordWithdrawn)) {
        steps.stream()
            .filter(step -> step.event() instanceof OnRecord)
            .reduce((earlier, later) -> later)
            .ifPresent(
                step -> {
                  OnRecord event = (OnRecord) step.event();
                  standing.put(
                      event.record().value(), new Said(event, step.stored().payload(), by));
                });
      }
    }
    return standing;
  }

  private Alert alert(Said alert, @Nullable Said decision, @Nullable Said assessment) {
    return alert(
        alert.payload,
        alert.by,
        decision == null ? null : decision.payload,
        decision == null ? null : decision.by,
        assessment == null ? null : assessment.payload,
        assessment == null ? null : assessment.by);
  }

  private Alert alert(ResultSet row) throws SQLException {
    return alert(
        row.getString("payload"),
        row.getString("by"),
        row.getString("decision"),
        row.getString("decided_by"),
        row.getString("assessment"),
        row.getString("assessed_by"));
  }

  private Alert alert(
      String payload,
      String by,
      @Nullable String decision,
      @Nullable String decidedBy,
      @Nullable String assessment,
      @Nullable String assessedBy) {
    AlertRaised said = opened(payload, AlertRaised.class);
    return new Alert(
        said.alert(),
        said.rule(),
        Objects.requireNonNull(RecordScope.of(said)),
        said.student(),
        said.indicator(),
        said.observed(),
        said.threshold(),
        said.about(),
        said.since(),
        said.text(),
        said.raisedOn(),
        by,
        decision == null
            ? null
            : Decided.of(
                opened(decision, RegulationDecided.class),
                assessment == null
                    ? null
                    : Decided.Effect.of(opened(assessment, RegulationAssessed.class))),
        decidedBy,
        assessedBy);
  }

  private <E> E opened(String payload, Class<E> event) {
    return json.asStored().read(json.opened(payload, event), event);
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final Alerts alerts;

    Endpoint(Alerts alerts) {
      this.alerts = alerts;
    }

    @GetMapping("/api/alerts")
    @Allowed(who = Who.STAFF, over = Over.NAMES)
    List<Alert> alerts(
        @Parameter(description = "code of a class") @RequestParam(name = "class", required = false)
            @Nullable String schoolClass,
        @Parameter(description = "code of a group") @RequestParam(required = false)
            @Nullable String group,
        @Parameter(description = "a track: digits 4 to 8 of the national code of its classes")
            @RequestParam(required = false)
            @Nullable String track,
        @RequestParam(required = false) @Nullable SchoolId school,
        @RequestParam(required = false) @Nullable State state,
        @Parameter(description = "the body that decided") @RequestParam(required = false)
            @Nullable Body body,
        @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            @Nullable LocalDate from,
        @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            @Nullable LocalDate until,
        @RequestParam(required = false) @Nullable String asOf) {
      return alerts.find(
          new Wanted(schoolClass, group, track, school, state, body, from, until, asOf));
    }
  }
}
