package fr.jalons.platform.aspects;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** An entry that belongs to a day: what is of other days is without it. */
public interface Dated {

  /**
   * Its day.
   *
   * @param zone where the school is
   * @return null while it lasts
   */
  @Nullable LocalDate day(ZoneId zone);
}
