package fr.jalons.followup;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something was recorded, drawn on a line, and the day that is looked at.
 *
 * @param at which of them it is, counted from 0
 * @param marks where they stand on a line of {@value #LENGTH}
 * @param now where the day that is looked at stands
 * @param previous null before the first
 * @param next null after the last
 */
public record TimeBar(
    List<LocalDate> days,
    int at,
    LocalDate day,
    List<Integer> marks,
    int now,
    @Nullable LocalDate previous,
    @Nullable LocalDate next) {
  private static final int LENGTH = 1000;

  /**
   * @param days in order
   * @param asOf the day that is looked at
   */
  public static TimeBar of(List<LocalDate> days, LocalDate asOf) {
    int at = 0;
    for (int i = 0; i < days.size(); i++) {
      if (!days.get(i).isAfter(asOf)) {
        at = i;
      }
    }
    LocalDate first = days.getFirst();
    LocalDate last = days.getLast();
    int end = days.size() - 1;
    return new TimeBar(
        days,
        at,
        days.get(at),
        days.stream().map(day -> place(first, last, day)).toList(),
        place(first, last, days.get(at)),
        at > 0 ? days.get(at - 1) : null,
        at < end ? days.get(at + 1) : null);
  }

  private static int place(LocalDate first, LocalDate last, LocalDate day) {
    long length = Math.max(1, ChronoUnit.DAYS.between(first, last));
    return (int) (LENGTH * ChronoUnit.DAYS.between(first, day) / length);
  }
}
