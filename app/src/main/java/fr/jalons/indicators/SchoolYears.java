package fr.jalons.indicators;

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
import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
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
        : new Period(from, until, SchoolTime.zone(clock, school));
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
    EventCriteria telling =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(SchoolYearDated.class),
                    EventMethods.nameOf(RosterImported.class)));
    Map<Integer, LocalDate> first = new HashMap<>();
    NavigableSet<Integer> years = new TreeSet<>();
    for (StoredEvent stored : log.read(telling, 0, Integer.MAX_VALUE)) {
      switch (json.read(stored.payload(), EventTypes.named(stored.type()))) {
        case SchoolYearDated told -> {
          years.add(told.year());
          first.put(told.year(), told.first());
        }
        case RosterImported told -> years.add(told.year());
        default -> {}
      }
    }
    return years.descendingSet().stream()
        .map(year -> new Year(year, first(first, year), first(first, year + 1).minusDays(1)))
        .toList();
  }

  /** What was told of the years of one school, read once. */
  public Told told(SchoolId school) {
    EventCriteria dated =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(SchoolYearDated.class)));
    return new Told(
        log.read(dated, 0, Integer.MAX_VALUE).stream()
            .map(
                event ->
                    new First(event.position(), json.read(event.payload(), SchoolYearDated.class)))
            .toList(),
        SchoolTime.zone(clock, school));
  }

  /** A year as it was told at a position of the log. */
  private record First(long position, SchoolYearDated year) {}

  /** The years of one school, in the order in which they were told. */
  public static final class Told {
    private final List<First> all;
    private final ZoneId zone;

    private Told(List<First> all, ZoneId zone) {
      this.all = all;
      this.zone = zone;
    }

    /** The school year up to a day, as it was known at a position of the log. */
    public Period yearUntil(LocalDate until, long at) {
      Map<Integer, LocalDate> first = new HashMap<>();
      all.stream()
          .takeWhile(told -> told.position() <= at)
          .forEach(told -> first.put(told.year().year(), told.year().first()));
      return new Period(firstDay(first, until), until, zone);
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
