package fr.jalons.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By whose clocks a thread goes: schools overseas have days of their own. A request goes by those
 * of the school that it is for; what is about one school, by that school's.
 */
public final class SchoolTime {
  private static final ThreadLocal<@Nullable String> SCHOOL = new ThreadLocal<>();

  private SchoolTime() {}

  /** A clock that knows where schools are. */
  public interface Zones {

    /** The time zone of a school; null for that of the installation. */
    ZoneId zone(@Nullable String school);
  }

  /** The school by whose clocks this thread goes; null for those of the installation. */
  public static @Nullable String current() {
    return SCHOOL.get();
  }

  /** From now on this thread goes by the clocks of a school. */
  public static void enter(Object school) {
    SCHOOL.set(school.toString());
  }

  public static void leave() {
    SCHOOL.remove();
  }

  /** Does work by the clocks of a school. */
  public static <T> T at(Object school, Supplier<T> work) {
    String before = SCHOOL.get();
    enter(school);
    try {
      return work.get();
    } finally {
      if (before == null) {
        leave();
      } else {
        enter(before);
      }
    }
  }

  /** The time zone of a school, whoever asks. */
  public static ZoneId zone(Clock clock, Object school) {
    return clock instanceof Zones known ? known.zone(school.toString()) : clock.getZone();
  }

  /** Today at a school, whoever asks. */
  public static LocalDate today(Clock clock, Object school) {
    return LocalDate.ofInstant(clock.instant(), zone(clock, school));
  }
}
