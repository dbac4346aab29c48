package fr.jalons.school.stories;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A year of a school.
 *
 * @param year in which it begins
 * @param classes the classes of that year
 */
public record SchoolYear(SchoolId school, int year, ZoneId zone, List<Team> classes) {
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(MonthDay.of(11, 11), MonthDay.of(5, 1), MonthDay.of(5, 8));

  /** Of a school that is nowhere, with one small class. */
  public static SchoolYear invented(int year, ZoneId zone) {
    SchoolId school = new SchoolId("0999999Z");
    List<StudentId> students =
        Stream.of("1", "2", "3", "4").map(name -> id(StudentId::new, name)).toList();
    List<TeacherId> teachers = Stream.of("5", "6").map(name -> id(TeacherId::new, name)).toList();
    Team group =
        new Team(
            StructureId.of(school, StructureId.Kind.GROUP, "AP.1CAPCUIS"),
            students,
            teachers,
            List.of());
    Team division =
        new Team(
            StructureId.of(school, StructureId.Kind.CLASS, "1CAPCUIS"),
            students,
            teachers,
            List.of(group));
    return new SchoolYear(school, year, zone, List.of(division));
  }

  private static <T> T id(Function<UUID, T> create, String name) {
    return create.apply(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** The day of this school year: from August on, in the year in which it begins. */
  public LocalDate day(int month, int day) {
    return LocalDate.of(month >= Month.AUGUST.getValue() ? year : year + 1, month, day);
  }

  /** Whether lessons are held on that day: from Monday to Friday, out of holidays. */
  public boolean isSchoolDay(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
        && !HOLIDAYS.contains(MonthDay.from(day))
        && between(day, day(9, 1), day(7, 4))
        && !between(day, day(10, 17), day(11, 2))
        && !between(day, day(12, 19), day(1, 4))
        && !between(day, day(2, 20), day(3, 8))
        && !between(day, day(4, 17), day(5, 3));
  }

  private static boolean between(LocalDate day, LocalDate from, LocalDate until) {
    return !day.isBefore(from) && day.isBefore(until);
  }

  /** That day, or the last one before it on which lessons are held. */
  public LocalDate schoolDay(LocalDate day) {
    LocalDate found = day;
    while (found.isAfter(day(9, 1)) && !isSchoolDay(found)) {
      found = found.minusDays(1);
    }
    return found;
  }
}
