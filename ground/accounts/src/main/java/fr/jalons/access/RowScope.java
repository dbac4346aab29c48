package fr.jalons.access;

import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the database is to show while a person's request is read: settings that its row policies
 * look at. Programs and everything that no person asked for see all rows.
 *
 * @param reach {@code school} for every student of the school, {@code some} for those named
 */
record RowScope(String reach, String school, String students, String structures, String day) {
  /** All rows are seen, because only figures are shown. */
  static final RowScope AGGREGATE = new RowScope("", "", "", "", "");

  private static final ThreadLocal<@Nullable RowScope> CURRENT = new ThreadLocal<>();

  /** Of the current thread; null where all rows are seen. */
  static @Nullable RowScope current() {
    return CURRENT.get();
  }

  static void enter(RowScope scope) {
    CURRENT.set(scope);
  }

  static void leave() {
    CURRENT.remove();
  }

  static RowScope of(AccessScope reach, LocalDate day) {
    return new RowScope(
        reach.whole() ? "school" : "some",
        reach.school() == null ? "" : reach.school().uai(),
        literal(reach.students()),
        literal(reach.structures()),
        day.toString());
  }

  /** As PostgreSQL writes arrays. */
  private static String literal(Collection<?> values) {
    return values.stream()
        .map(value -> '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
