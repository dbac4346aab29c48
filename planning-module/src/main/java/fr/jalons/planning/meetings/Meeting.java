package fr.jalons.planning.meetings;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Quotient;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Samples;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Tally;
import fr.jalons.school.known.ScheduledPeriod;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A meeting of a body of the school, or of those who work with a part of it (S5, S46). */
@Aspect(name = "meetings", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 50, template = "planning/meetings", page = "/meetings")
public record Meeting(
    RecordId id,
    RecordScope scope,
    Body body,
    @Nullable String title,
    LocalDate heldOn,
    int minutes,
    List<TeacherId> teachers,
    int others,
    @Nullable String agenda)
    implements InScope {
  private static final BigDecimal WEEKDAYS = BigDecimal.valueOf(5);
  private static final Set<Body> CONCERTED = EnumSet.of(Body.CONCERTATION, Body.EDUCATIONAL_TEAM);

  /** Meetings with minutes ÷ meetings held in the period. */
  static final Indicator MINUTES =
      Indicator.ofScope("S5", 1, Meeting.class, Set.of(Minutes.class), Meeting::withMinutes);

  /** Meetings of those who work together. */
  static final Indicator CONCERTATIONS =
      Indicator.ofScope("S46", 1, Meeting.class, Set.of(), Meeting::concertations).in(Unit.COUNT);

  /** The same ÷ open weeks, of which a weekday in no holidays is a fifth. */
  static final Indicator FREQUENCY =
      Indicator.ofScope(
              "S46.frequency", 1, Meeting.class, Set.of(ScheduledPeriod.class), Meeting::frequency)
          .in(Unit.PER_WEEK);

  /** Days from one of them to the next. */
  static final Indicator GAP =
      Indicator.ofScope("S46.gap", 1, Meeting.class, Set.of(), Meeting::gaps).in(Unit.DAYS);

  /** Meetings of the pedagogical council. */
  static final Evidence COUNCILS =
      Evidence.ofScope("council-meetings", Meeting.class, Set.of(), Meeting::councils);

  /** Their minutes. */
  static final Evidence COUNCIL_MINUTES =
      Evidence.ofScope(
          "council-minutes", Meeting.class, Set.of(Minutes.class), Meeting::councilMinutes);

  /** Meetings of those who work together. */
  static final Evidence CONCERTED_ON =
      Evidence.ofScope(
          "concertations",
          Meeting.class,
          Set.of(),
          (scope, period) -> concerted(scope, period).stream());

  /**
   * The meetings of a month, the latest first.
   *
   * @param first its first day
   */
  public record Month(LocalDate first, List<Held> meetings) {}

  /** A meeting, and its minutes as far as they are published. */
  public record Held(Meeting meeting, @Nullable Minutes minutes) {}

  /** Whether those met who work together. */
  public boolean isConcerted() {
    return CONCERTED.contains(body);
  }

  static Meeting begin(MeetingHeld event) {
    return new Meeting(
        event.meeting(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.body(),
        event.title(),
        event.heldOn(),
        event.minutes(),
        event.teachers(),
        event.others(),
        event.agenda());
  }

  static List<Month> view(List<Meeting> meetings, Aspects school) {
    Map<RecordId, Minutes> written =
        school.all(Minutes.class).stream()
            .collect(Collectors.toMap(Minutes::meeting, Function.identity(), (one, next) -> next));
    SortedMap<LocalDate, List<Held>> months = new TreeMap<>(Comparator.reverseOrder());
    meetings.stream()
        .sorted(Comparator.comparing(Meeting::heldOn).reversed())
        .forEach(
            meeting ->
                months
                    .computeIfAbsent(meeting.heldOn.withDayOfMonth(1), first -> new ArrayList<>())
                    .add(new Held(meeting, written.get(meeting.id))));
    return months.entrySet().stream()
        .map(month -> new Month(month.getKey(), List.copyOf(month.getValue())))
        .toList();
  }

  private static Measure withMinutes(ScopeView scope, Period period) {
    Set<RecordId> written =
        scope.school().all(Minutes.class).stream()
            .map(Minutes::meeting)
            .collect(Collectors.toSet());
    List<Meeting> held =
        scope.concerning(Meeting.class).stream().filter(one -> period.covers(one.heldOn)).toList();
    SortedMap<String, Measure> byBody = new TreeMap<>();
    for (Body body : Body.values()) {
      byBody.put(
          body.name(), written(held.stream().filter(one -> one.body == body).toList(), written));
    }
    return new Grouped(written(held, written), Collections.unmodifiableSortedMap(byBody));
  }

  private static Ratio written(List<Meeting> held, Set<RecordId> written) {
    return Ratio.among(
        0, held.stream().filter(one -> written.contains(one.id)).count(), held.size());
  }

  /** The days of the period on which those who work together met, in order. */
  static List<LocalDate> concerted(ScopeView scope, Period period) {
    return scope.concerning(Meeting.class).stream()
        .filter(one -> one.isConcerted() && period.covers(one.heldOn))
        .map(Meeting::heldOn)
        .sorted()
        .toList();
  }

  private static Stream<Meeting> councils(ScopeView scope, Period period) {
    return scope.concerning(Meeting.class).stream()
        .filter(one -> one.body == Body.PEDAGOGICAL_COUNCIL && period.covers(one.heldOn));
  }

  private static Stream<Minutes> councilMinutes(ScopeView scope, Period period) {
    Set<RecordId> councils = councils(scope, period).map(Meeting::id).collect(Collectors.toSet());
    return scope.school().all(Minutes.class).stream()
        .filter(minutes -> councils.contains(minutes.meeting()))
        .filter(minutes -> !minutes.publishedOn().isAfter(period.until()));
  }

  private static Tally concertations(ScopeView scope, Period period) {
    return new Tally(
        concerted(scope, period).size(), Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  private static Quotient frequency(ScopeView scope, Period period) {
    List<ScheduledPeriod> holidays =
        scope.school().all(ScheduledPeriod.class).stream()
            .filter(one -> one.kind() == PeriodKind.HOLIDAY)
            .toList();
    long open =
        period
            .from()
            .datesUntil(period.until().plusDays(1))
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
            .filter(day -> holidays.stream().noneMatch(one -> one.covers(day)))
            .count();
    return new Quotient(
        BigDecimal.valueOf(concerted(scope, period).size()),
        BigDecimal.valueOf(open).divide(WEEKDAYS));
  }

  private static Samples gaps(ScopeView scope, Period period) {
    List<LocalDate> days = concerted(scope, period);
    List<Integer> gaps = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) {
      gaps.add((int) ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
    }
    return new Samples(List.copyOf(gaps), 0);
  }
}
