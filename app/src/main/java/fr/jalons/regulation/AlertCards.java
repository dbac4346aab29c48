package fr.jalons.regulation;

import fr.jalons.access.Visibility;
import fr.jalons.consultation.ViewerNames;
import fr.jalons.evaluation.alerts.Decided;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.indicators.Curves;
import fr.jalons.indicators.Curves.Asked;
import fr.jalons.indicators.Curves.Curve;
import fr.jalons.indicators.MeasuredEffects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.regulation.Alerts.Alert;
import fr.jalons.regulation.Alerts.State;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Alerts as people read them: with names, and with the curve of their indicator. */
@Component
public class AlertCards {
  /** A column shows the latest; the rest is found by class. */
  private static final int LONGEST = 50;

  private static final int POINTS = 8;
  private static final int BEFORE = 42;
  private static final int AFTER = 14;
  private static final String TEACHER = "teacher:";

  private final Curves curves;
  private final MeasuredEffects effects;
  private final SchoolYears years;
  private final Directory directory;
  private final ViewerNames people;
  private final Visibility visibility;
  private final JdbcClient jdbc;
  private final Clock clock;

  AlertCards(
      Curves curves,
      MeasuredEffects effects,
      SchoolYears years,
      Directory directory,
      ViewerNames people,
      Visibility visibility,
      JdbcClient jdbc,
      Clock clock) {
    this.curves = curves;
    this.effects = effects;
    this.years = years;
    this.directory = directory;
    this.people = people;
    this.visibility = visibility;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An alert on a page.
   *
   * @param student their name; null for what is about a scope
   * @param raisedBy who told, by name as far as there is one
   * @param actors who is to act
   * @param curve null where there is nothing to draw, or nothing to be seen
   */
  public record Card(
      Alert alert,
      @Nullable String student,
      String raisedBy,
      @Nullable String decidedBy,
      List<String> actors,
      @Nullable Drawing curve) {}

  /**
   * A column of the page.
   *
   * @param more how many are not shown
   */
  public record Column(String key, List<Card> cards, int more) {}

  /** What waits, what goes on, what was found; and what was dismissed. */
  List<Column> columns(List<Alert> alerts) {
    SequencedMap<String, List<Alert>> sorted = sorted(alerts);
    List<Alert> shown =
        sorted.values().stream().flatMap(column -> column.stream().limit(LONGEST)).toList();
    return columns(sorted, drawings(shown));
  }

  /** The same for a page that has other things to show. */
  public List<Column> withoutCurves(List<Alert> alerts) {
    return columns(sorted(alerts), Map.of());
  }

  private static SequencedMap<String, List<Alert>> sorted(List<Alert> alerts) {
    List<Alert> kept = alerts.stream().filter(alert -> !alert.isDismissed()).toList();
    SequencedMap<String, List<Alert>> sorted = new LinkedHashMap<>();
    sorted.put("open", inState(State.OPEN, kept));
    sorted.put("decided", inState(State.DECIDED, kept));
    sorted.put("assessed", inState(State.ASSESSED, kept));
    sorted.put("dismissed", alerts.stream().filter(Alert::isDismissed).toList());
    return sorted;
  }

  private List<Column> columns(
      SequencedMap<String, List<Alert>> sorted, Map<RecordId, Drawing> curves) {
    return sorted.entrySet().stream()
        .map(
            column ->
                new Column(
                    column.getKey(),
                    cards(column.getValue().stream().limit(LONGEST).toList(), curves),
                    Math.max(0, column.getValue().size() - LONGEST)))
        .toList();
  }

  private static List<Alert> inState(State state, List<Alert> alerts) {
    return alerts.stream().filter(one -> one.state() == state).toList();
  }

  private List<Card> cards(List<Alert> alerts, Map<RecordId, Drawing> curves) {
    Map<StudentId, String> students =
        directory.names(
            alerts.stream().map(Alert::studentId).filter(Objects::nonNull).distinct().toList());
    Map<String, String> names = names(alerts);
    return alerts.stream()
        .map(
            alert ->
                new Card(
                    alert,
                    alert.studentId() == null ? null : students.get(alert.studentId()),
                    Objects.requireNonNull(names.get(alert.raisedBy())),
                    alert.decidedBy() == null ? null : names.get(alert.decidedBy()),
                    alert.decision() == null
                        ? List.of()
                        : alert.decision().actors().stream().map(directory::teacher).toList(),
                    curves.get(alert.id())))
        .toList();
  }

  private Map<String, String> names(List<Alert> alerts) {
    List<String> all =
        alerts.stream()
            .flatMap(alert -> Stream.of(alert.raisedBy(), alert.decidedBy()))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<String, String> known = visibility.asProgram(() -> people.names(all));
    Map<String, String> names = new HashMap<>();
    all.forEach(who -> names.put(who, Optional.ofNullable(known.get(who)).orElse(teacher(who))));
    return names;
  }

  /** A teacher of the roster who has no account. */
  private String teacher(String who) {
    return who.startsWith(TEACHER)
        ? directory.teacher(TeacherId.of(who.substring(TEACHER.length())))
        : "—";
  }

  /** What is to be drawn beside an alert. */
  private record Wanted(Alert alert, Asked asked, Drawing.Days marked) {}

  private Map<RecordId, Drawing> drawings(List<Alert> alerts) {
    LocalDate today = LocalDate.now(clock);
    Map<SchoolId, SchoolYears.Told> told = new HashMap<>();
    Map<SchoolId, List<Wanted>> wanted = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      SchoolId school = alert.scope().school();
      SchoolYears.Told known = told.computeIfAbsent(school, years::told);
      wanted(alert, known.yearUntil(alert.raisedOn(), Long.MAX_VALUE).from(), today)
          .ifPresent(one -> wanted.computeIfAbsent(school, s -> new ArrayList<>()).add(one));
    }
    Map<RecordId, Drawing> drawings = new HashMap<>();
    wanted.forEach(
        (school, all) -> {
          Map<Asked, Curve> found = curves.of(school, all.stream().map(Wanted::asked).toList());
          for (Wanted one : all) {
            Curve curve = found.get(one.asked);
            if (curve != null) {
              drawings.put(one.alert.id(), drawing(one, curve));
            }
          }
        });
    return drawings;
  }

  private static Drawing drawing(Wanted one, Curve curve) {
    Decided decision = one.alert.decision();
    return Drawing.of(
        one.asked.indicator(),
        one.asked.days(),
        curve,
        one.marked,
        decision != null && decision.indicator() != null
            ? decision.targetValue()
            : one.alert.threshold());
  }

  /** Of a student there is no curve of their own: until a body decides, nothing is drawn. */
  private Optional<Wanted> wanted(Alert alert, LocalDate yearFrom, LocalDate today) {
    Decided decision = alert.decision();
    if (decision == null && alert.studentId() != null) {
      return Optional.empty();
    }
    String indicator =
        decision != null && decision.indicator() != null ? decision.indicator() : alert.indicator();
    if (indicator == null) {
      return Optional.empty();
    }
    LocalDate decided = decision == null ? null : decision.decidedOn();
    LocalDate review = decision == null ? null : decision.reviewOn();
    LocalDate end = end(alert, today);
    RecordScope scope =
        decision == null
            ? alert.scope()
            : effects.scope(alert.scope(), decision.scale(), end, null);
    Drawing.Days marked =
        new Drawing.Days(decided, review == null || review.isAfter(end) ? null : review);
    LocalDate before = alert.raisedOn().minusDays(BEFORE);
    LocalDate first = before.isBefore(yearFrom) ? yearFrom : before;
    return Optional.of(
        new Wanted(alert, new Asked(scope, indicator, days(first, end, marked)), marked));
  }

  /** Not far beyond the day on which the effect was looked at. */
  private static LocalDate end(Alert alert, LocalDate today) {
    Decided decision = alert.decision();
    LocalDate last = today;
    if (decision != null && decision.assessment() != null) {
      last = decision.assessment().assessedOn().plusDays(AFTER);
    }
    return last.isAfter(today) ? today : last;
  }

  private static List<LocalDate> days(LocalDate first, LocalDate end, Drawing.Days marked) {
    TreeSet<LocalDate> days = new TreeSet<>();
    long length = Math.max(0, ChronoUnit.DAYS.between(first, end));
    for (int i = 0; i < POINTS; i++) {
      days.add(first.plusDays(length * i / (POINTS - 1)));
    }
    Stream.of(marked.decision(), marked.review())
        .filter(Objects::nonNull)
        .filter(day -> !day.isBefore(first) && !day.isAfter(end))
        .forEach(days::add);
    return List.copyOf(days);
  }

  /**
   * Somebody, or a scope, that a body follows.
   *
   * @param latest the last decision on them
   * @param reviewOn the next day on which the body wants to look at it; null for none
   */
  public record Watched(Card latest, int decisions, @Nullable LocalDate reviewOn) {}

  /**
   * What a body decided on one day.
   *
   * @param meeting null for what was decided outside one
   */
  public record Sitting(LocalDate day, @Nullable RecordId meeting, List<Card> cards) {}

  /** What a body follows this year, and what it decided meeting by meeting, the latest first. */
  public record Watch(List<Watched> watched, List<Sitting> sittings) {}

  /** The watch list of a body: of alerts that it has decided on. */
  Watch watch(List<Alert> alerts) {
    List<Card> decided =
        cards(
            alerts.stream()
                .filter(alert -> alert.decision() != null)
                .sorted(Comparator.comparing(AlertCards::decidedOn).reversed())
                .toList(),
            Map.of());
    SequencedMap<Object, List<Card>> bySubject = new LinkedHashMap<>();
    Map<SchoolId, LocalDate> first = new HashMap<>();
    decided.stream()
        .filter(
            card ->
                !decidedOn(card.alert)
                    .isBefore(
                        first.computeIfAbsent(card.alert.scope().school(), this::firstOfYear)))
        .forEach(
            card ->
                bySubject
                    .computeIfAbsent(
                        card.alert.studentId() == null
                            ? card.alert.scope()
                            : card.alert.studentId(),
                        subject -> new ArrayList<>())
                    .add(card));
    return new Watch(
        bySubject.values().stream().map(AlertCards::watched).toList(), sittings(decided));
  }

  /** Whoever was followed in another year has moved on. */
  private LocalDate firstOfYear(SchoolId school) {
    return years.told(school).yearUntil(LocalDate.now(clock), Long.MAX_VALUE).from();
  }

  private static LocalDate decidedOn(Alert alert) {
    return Objects.requireNonNull(alert.decision()).decidedOn();
  }

  private static Watched watched(List<Card> cards) {
    return new Watched(
        cards.getFirst(),
        cards.size(),
        cards.stream()
            .map(card -> Objects.requireNonNull(card.alert.decision()))
            .filter(decision -> decision.assessment() == null)
            .map(Decided::reviewOn)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private List<Sitting> sittings(List<Card> decided) {
    Map<UUID, LocalDate> held = meetings(decided);
    SequencedMap<Sitting, List<Card>> found = new LinkedHashMap<>();
    for (Card card : decided) {
      Decided decision = Objects.requireNonNull(card.alert.decision());
      RecordId meeting = decision.meeting();
      LocalDate day = meeting == null ? null : held.get(meeting.value());
      Sitting sitting =
          new Sitting(
              Objects.requireNonNullElse(day, decision.decidedOn()),
              day == null ? null : meeting,
              List.of());
      found.computeIfAbsent(sitting, one -> new ArrayList<>()).add(card);
    }
    return found.entrySet().stream()
        .map(one -> new Sitting(one.getKey().day, one.getKey().meeting, one.getValue()))
        .sorted(Comparator.comparing(Sitting::day).reversed())
        .toList();
  }

  /** The days of meetings that the reader may see. */
  private Map<UUID, LocalDate> meetings(List<Card> decided) {
    Map<UUID, LocalDate> days = new HashMap<>();
    jdbc.sql("select id, day from records.record where id = any (?) and kind = 'MEETING'")
        .param(
            decided.stream()
                .map(card -> Objects.requireNonNull(card.alert.decision()).meeting())
                .filter(Objects::nonNull)
                .map(RecordId::value)
                .toArray(UUID[]::new))
        .query(
            row -> {
              days.put(row.getObject("id", UUID.class), row.getObject("day", LocalDate.class));
            });
    return days;
  }

  /** Bodies that follow people from meeting to meeting. */
  static boolean isFollowing(@Nullable Body body) {
    return body == Body.DROPOUT_PREVENTION;
  }
}
