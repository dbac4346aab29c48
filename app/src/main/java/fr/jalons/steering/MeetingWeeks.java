package fr.jalons.steering;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.planning.meetings.Meeting;
import fr.jalons.platform.aspects.Period;
import fr.jalons.school.known.ScheduledPeriod.Band;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The weeks of a school year as a strip, with the meetings of those who work together (S46). */
final class MeetingWeeks {
  private static final int WEEKDAYS = 5;

  private MeetingWeeks() {}

  /**
   * A week.
   *
   * @param monday its first day
   * @param open how many of its weekdays are in no holidays
   * @param meetings the days of meetings, each meeting with its own
   */
  public record Week(LocalDate monday, int open, List<LocalDate> meetings) {
    public boolean isClosed() {
      return open == 0;
    }
  }

  /** The weeks that some days are in. Concertation and educational teams are counted. */
  static List<Week> of(Collection<Meeting> meetings, Collection<Band> periods, Period period) {
    List<Band> holidays = periods.stream().filter(one -> one.kind() == PeriodKind.HOLIDAY).toList();
    List<Week> weeks = new ArrayList<>();
    LocalDate first = period.from().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (LocalDate monday = first; !monday.isAfter(period.until()); monday = monday.plusWeeks(1)) {
      LocalDate next = monday.plusWeeks(1);
      LocalDate start = monday;
      int open =
          (int)
              monday
                  .datesUntil(monday.plusDays(WEEKDAYS))
                  .filter(day -> holidays.stream().noneMatch(one -> covers(one, day)))
                  .count();
      weeks.add(
          new Week(
              monday,
              open,
              meetings.stream()
                  .filter(Meeting::isConcerted)
                  .map(Meeting::heldOn)
                  .filter(day -> !day.isBefore(start) && day.isBefore(next))
                  .filter(period::covers)
                  .sorted()
                  .toList()));
    }
    return weeks;
  }

  private static boolean covers(Band holidays, LocalDate day) {
    return !day.isBefore(holidays.from()) && !day.isAfter(holidays.until());
  }
}
