package fr.jalons.school.importroster;

import fr.jalons.events.Periods;
import fr.jalons.events.Periods.Period;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one student belongs once an import is recorded. The last word of the source holds from the
 * beginning: a day of entry or of leaving that moved moves what hangs on it, and a leaving that a
 * later file does not have never was.
 */
final class StudentDays {
  private final YearDays year;
  private final Attendee known;
  private final @Nullable LocalDate entered;
  private final Map<StructureId, Periods> places;

  /**
   * @param entered the day of entry as told before this import
   */
  StudentDays(YearDays year, Attendee known, @Nullable LocalDate entered) {
    this.year = year;
    this.known = known;
    this.entered = entered;
    this.places = new HashMap<>(known.places());
  }

  /** After a pupils' file that has the student. */
  Attendee told(RosterById.Student wanted) {
    LocalDate first = year.firstDay(wanted.enteredOn());
    boolean returns = returns(wanted.enteredOn());
    if (!returns) {
      reopen();
    }
    yearMoves();
    if (!returns && !year.first()) {
      entryMoves(firstUntilNow(wanted.enteredOn()), first);
    }
    LocalDate end = wanted.leftOn();
    Set<StructureId> structures = wanted.structures();
    LocalDate day = year.first() ? year.start() : year.day();
    if (end != null && structures.isEmpty() && !year.first()) {
      // SIECLE may drop the classes of one who leaves at once: until that day they still hold.
      structures = current().beyond(day);
    }
    if (!wanted.groupsTold() && !year.first()) {
      structures = withGroups(structures, day);
    }
    assign(structures, returns && day.isBefore(left()) ? left() : day, first, returns);
    if (end != null) {
      places.replaceAll((structure, periods) -> periods.end(end));
    }
    return new Attendee(end, places);
  }

  /** After a pupils' file that does not have the student, who has left by its day. */
  Attendee absent() {
    LocalDate day = year.first() ? year.start() : year.day();
    Attendee there = untold();
    if (there.left() != null && !there.left().isAfter(day)) {
      return there;
    }
    places.replaceAll((structure, periods) -> periods.end(day));
    return new Attendee(day, places);
  }

  /** After files about others: only the beginning of the school year may have moved. */
  Attendee untold() {
    LocalDate left = known.left();
    boolean leftWithTheYear = year.before().equals(left) && !year.first();
    yearMoves();
    if (!year.first()) {
      entryMoves(year.firstDayBefore(entered), year.firstDay(entered));
    }
    return new Attendee(leftWithTheYear ? year.start() : left, places);
  }

  /** Of groups the file says nothing: they are as they were. */
  private Set<StructureId> withGroups(Set<StructureId> classes, LocalDate day) {
    Set<StructureId> all = new HashSet<>(classes);
    current().beyond(day).stream().filter(one -> one.kind() == Kind.GROUP).forEach(all::add);
    return all;
  }

  /** Only a day of entry on or after the leaving is a return. */
  private boolean returns(@Nullable LocalDate enteredOn) {
    return known.left() != null && enteredOn != null && !enteredOn.isBefore(known.left());
  }

  private LocalDate left() {
    return known.left() == null ? LocalDate.MIN : known.left();
  }

  private void reopen() {
    LocalDate left = known.left();
    if (left != null) {
      places.replaceAll(
          (structure, periods) -> endsOn(periods, left) ? periods.start(left) : periods);
    }
  }

  private static boolean endsOn(Periods periods, LocalDate day) {
    return periods.list().stream().anyMatch(period -> day.equals(period.until()));
  }

  private LocalDate firstUntilNow(@Nullable LocalDate enteredOn) {
    LocalDate since = known.since();
    return entered != null || enteredOn == null || since == null
        ? year.firstDayBefore(entered)
        : year.firstDayBefore(since);
  }

  /** What ended with the year before ends when this one begins. */
  private void yearMoves() {
    if (year.moved() && !year.first()) {
      places.replaceAll(
          (structure, periods) ->
              changed(
                  periods,
                  period ->
                      year.before().equals(period.until())
                          ? new Period(period.from(), year.start())
                          : period));
    }
  }

  /**
   * What began on the day of entry begins on the one that is told now, and so does what began
   * between them. Who goes on in a class from the year before begins anew in this one.
   */
  private void entryMoves(LocalDate from, LocalDate to) {
    if (!from.equals(to)) {
      if (from.equals(year.before()) && to.isAfter(from)) {
        places.replaceAll((structure, periods) -> apart(periods, from));
      }
      LocalDate free = freeSince(from);
      places.replaceAll(
          (structure, periods) -> {
            boolean isClass = structure.kind() == Kind.CLASS;
            LocalDate begins = isClass && free.isAfter(to) ? free : to;
            return changed(
                periods,
                period ->
                    period.from().equals(from) || moved(period.from(), from, to)
                        ? new Period(begins, period.until())
                        : period);
          });
    }
  }

  private static Periods apart(Periods periods, LocalDate day) {
    return new Periods(
        periods.list().stream()
            .flatMap(
                period ->
                    period.from().isBefore(day) && period.lastsBeyond(day)
                        ? Stream.of(new Period(period.from(), day), new Period(day, period.until()))
                        : Stream.of(period))
            .toList());
  }

  private static boolean moved(LocalDate day, LocalDate from, LocalDate to) {
    return day.isAfter(from) && day.isBefore(to);
  }

  /** No student is in two classes on a day: where those end that began before. */
  private LocalDate freeSince(LocalDate from) {
    return places.entrySet().stream()
        .filter(place -> place.getKey().kind() == Kind.CLASS)
        .flatMap(place -> place.getValue().list().stream())
        .filter(period -> period.from().isBefore(from))
        .map(Period::until)
        .filter(until -> until != null)
        .max(LocalDate::compareTo)
        .orElse(LocalDate.MIN);
  }

  private static Periods changed(Periods periods, UnaryOperator<Period> change) {
    Periods next = Periods.NONE;
    for (Period period : periods.list()) {
      Period moved = change.apply(period);
      next = next.start(moved.from());
      if (moved.until() != null) {
        next = next.end(moved.until());
      }
    }
    return next;
  }

  private void assign(Set<StructureId> wanted, LocalDate day, LocalDate first, boolean returns) {
    if (year.first()) {
      places.replaceAll((structure, periods) -> periods.end(year.start()));
    }
    boolean fromFirst = returns || current().beyond(year.start()).isEmpty();
    LocalDate begins = fromFirst || first.isAfter(day) ? first : day;
    places.replaceAll(
        (structure, periods) -> wanted.contains(structure) ? periods : periods.end(day));
    for (StructureId structure : wanted) {
      Periods periods = places.getOrDefault(structure, Periods.NONE);
      Period later = periods.beyond(day);
      places.put(
          structure,
          periods.start(later == null || later.from().isAfter(begins) ? begins : later.from()));
    }
  }

  private Attendee current() {
    return new Attendee(known.left(), places);
  }
}
