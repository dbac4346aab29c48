package fr.jalons.school.known;

import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.Map;

/** When the years of a school begin, by the calendar year in which they do. */
@DecisionModel(tag = Tags.SCHOOL)
public record KnownYears(Map<Integer, LocalDate> first) {
  public KnownYears() {
    this(Map.of());
  }

  public KnownYears evolve(SchoolYearDated event) {
    Map<Integer, LocalDate> more = new HashMap<>(first);
    more.put(event.year(), event.first());
    return new KnownYears(Map.copyOf(more));
  }

  /** The last school year begun by a day; it begins on 1 September while nobody has told. */
  public int yearOn(LocalDate day) {
    int year = day.getYear();
    LocalDate begins = first.getOrDefault(year, LocalDate.of(year, Month.SEPTEMBER, 1));
    return begins.isAfter(day) ? year - 1 : year;
  }
}
