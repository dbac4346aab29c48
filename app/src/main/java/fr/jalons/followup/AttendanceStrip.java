package fr.jalons.followup;

import fr.jalons.delivery.sessions.StudentSession;
import fr.jalons.delivery.sessions.StudentSession.Attended;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.platform.aspects.Aspects;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Sessions whose roll was called, on a calendar: a column for each week, a row for each weekday.
 * Signs tell what colours tell.
 *
 * @param width of the drawing
 * @param cells by day; what falls on one day stands side by side
 * @param days the same as a table
 */
record AttendanceStrip(int width, List<Cell> cells, List<Day> days) {
  private static final int STEP = 14;

  /**
   * One session.
   *
   * @param state PRESENT, LATE, EXCUSED, UNEXCUSED, or AWAY for the school
   * @param x of its middle
   * @param y of its middle
   * @param date of its day
   */
  record Cell(String state, int x, int y, LocalDate date) {}

  /** One line of the table. */
  record Day(LocalDate date, String title, String state) {}

  static AttendanceStrip of(Attended attended, Aspects student) {
    List<StudentSession> called =
        attended.list().stream()
            .filter(session -> session.attendance() != null)
            .sorted(Comparator.comparing(StudentSession::start))
            .toList();
    if (called.isEmpty()) {
      return new AttendanceStrip(0, List.of(), List.of());
    }
    LocalDate monday =
        student
            .day(called.getFirst().start())
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<Cell> cells =
        called.stream()
            .map(
                session -> {
                  LocalDate day = student.day(session.start());
                  int week = (int) ChronoUnit.WEEKS.between(monday, day);
                  return new Cell(
                      state(session),
                      STEP * week + STEP / 2,
                      STEP * (day.getDayOfWeek().getValue() - 1) + STEP / 2,
                      day);
                })
            .toList();
    return new AttendanceStrip(
        cells.getLast().x() + STEP / 2,
        cells,
        called.stream()
            .map(session -> new Day(student.day(session.start()), session.title(), state(session)))
            .toList());
  }

  private static String state(StudentSession session) {
    Attendance line = Objects.requireNonNull(session.attendance());
    return line.expected() ? line.status().name() : "AWAY";
  }
}
