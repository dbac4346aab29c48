package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender tells because files may not: SIECLE's and STS-web's always do.
 *
 * @param year calendar year in which the school year starts
 * @param columns what a class list calls its columns; empty for one that it does not have
 */
public record Hints(
    @Nullable SchoolId school, @Nullable Integer year, Map<ListColumn, String> columns) {
  public static final Hints NONE = new Hints(null, null, Map.of());

  /**
   * Hints as a client sends them.
   *
   * @param columns each {@code field=heading}
   */
  public static Hints of(
      @Nullable SchoolId school, @Nullable Integer year, Collection<String> columns) {
    if (year != null && (year < Header.FIRST_YEAR || year > Header.LAST_YEAR)) {
      throw Refusal.invalid("year", "roster.bad-year");
    }
    Map<ListColumn, String> headings = new EnumMap<>(ListColumn.class);
    for (String column : columns) {
      int end = column.indexOf('=');
      ListColumn known =
          ListColumn.of(end < 0 ? column : column.substring(0, end))
              .orElseThrow(() -> Refusal.invalid("columns", "roster.unknown-column"));
      if (end >= 0) {
        headings.put(known, column.substring(end + 1));
      }
    }
    return new Hints(school, year, Collections.unmodifiableMap(headings));
  }
}
