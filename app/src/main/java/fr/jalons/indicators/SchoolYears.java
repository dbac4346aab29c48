package fr.jalons.indicators;

import static fr.jalons.platform.time.SchoolTime.zone;

import fr.jalons.events.EventTypes;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When the years of a school begin: what figures look at where nothing else is asked for. */
@Component
public class SchoolYears {
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Clock clock;
  private final Map<SchoolId, Told> known = new ConcurrentHashMap<>();

  public SchoolYears(PostgresEventStorageEngine log, EventJson json, Clock clock) {
    this.log = log;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The days that are asked for; without a first one, those of the school year.
   *
   * @param at the position of the log up to which it is known; null for now
   * @throws Refusal if they are in the wrong order
   */
  public Period period(
      SchoolId school, @Nullable LocalDate from, LocalDate until, @Nullable Long at) {
    if (from != null && from.isAfter(until)) {
      throw Refusal.invalid("from", "indicators.period");
    }
    return from == null
        ? told(school).yearUntil(until, at == null ? Long.MAX_VALUE : at)
        : new Period(from, until, zone(clock, school));
  }

  /**
   * A school year, up to the day before the next one.
   *
   * @param year in which it begins
   */
  public record Year(int year, LocalDate first, LocalDate last) {

    /** As schools call it: 2026-2027. */
    public String label() {
      return year + "-" + (year + 1);
    }

    public boolean covers(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }
  }

  /** The years of which a school has told something, the latest first. */
  public List<Year> years(SchoolId school) {
    Told told = told(school);
    Map<Integer, LocalDate> first = told.firstDays(Long.MAX_VALUE);
    NavigableSet<Integer> years = new TreeSet<>(told.imported);
    years.addAll(first.keySet());
    return years.descendingSet().stream()
        .map(year -> new Year(year, first(first, year), first(first, year + 1).minusDays(1)))
        .toList();
  }

  /** What was told of the years of one school. Only what is new in the log is looked at. */
  public Told told(SchoolId school) {
    Told before = known.getOrDefault(school, new Told(zone(clock, school)));
    long head = log.head();
    if (head <= before.through) {
      return before;
    }
    EventCriteria telling =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(SchoolYearDated.class),
                    EventMethods.nameOf(RosterImported.class)));
    Told now = before.and(log.read(telling, before.through, Integer.MAX_VALUE), head, json);
    known.put(school, now); // one that knows less may come last: it will be told again
    return now;
  }

  /** A year as it was told at a position of the log. */
  private record First(long position, SchoolYearDated year) {}

  /** The years of one school, in the order in which they were told. */
  public static final class Told {
    private final List<First> all;
    private final Set<Integer> imported;
    private final long through;
    private final ZoneId zone;

    private Told(ZoneId zone) {
      this(List.of(), Set.of(), 0, zone);
    }

    private Told(List<First> all, Set<Integer> imported, long through, ZoneId zone) {
      this.all = all;
      this.imported = imported;
      this.through = through;
      this.zone = zone;
    }

    private Told and(List<StoredEvent> events, long head, EventJson json) {
      List<First> dated = new ArrayList<>(all);
      Set<Integer> listed = new HashSet<>(imported);
      for (StoredEvent event : events) {
        if (event.position() <= head) {
          switch (json.read(event.payload(), EventTypes.named(event.type()))) {
            case SchoolYearDated year -> dated.add(new First(event.position(), year));
            case RosterImported roster -> listed.add(roster.year());
            default -> {}
          }
        }
      }
      return new Told(List.copyOf(dated), Set.copyOf(listed), head, zone);
    }

    /** The school year up to a day, as it was known at a position of the log. */
    public Period yearUntil(LocalDate until, long at) {
      return new Period(firstDay(firstDays(at), until), until, zone);
    }

    private Map<Integer, LocalDate> firstDays(long at) {
      Map<Integer, LocalDate> first = new HashMap<>();
      all.stream()
          .takeWhile(told -> told.position() <= at)
          .forEach(told -> first.put(told.year().year(), told.year().first()));
      return first;
    }
  }

  /**
   * Of the last school year begun by a day; it begins on 1 September until the log says otherwise.
   */
  static LocalDate firstDay(Map<Integer, LocalDate> told, LocalDate until) {
    LocalDate first = first(told, until.getYear());
    return first.isAfter(until) ? first(told, until.getYear() - 1) : first;
  }

  private static LocalDate first(Map<Integer, LocalDate> told, int year) {
    return told.getOrDefault(year, LocalDate.of(year, Month.SEPTEMBER, 1));
  }
}
