package fr.jalons.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings every schema up to date. A module owns the schemas it has a folder {@code
 * db/migration/<schema>} for; each has a history of its own, so that modules migrate on their own.
 */
public final class Migrations {
  private static final Pattern FOLDER = Pattern.compile("db/migration/([a-z_]+)/");
  private static final String FIRST = "eventlog";

  /** Speaks of the tables of all others. */
  private static final String LAST = "visibility";

  private final DataSource dataSource;

  /** Migrates at once: what is given this object may use the tables. */
  public Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
    schemas().forEach(this::migrate);
  }

  /** The schemas found on the class path, the event log first and row policies last. */
  public static List<String> schemas() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/migration/*/*.sql"))
          .map(resource -> FOLDER.matcher(resource.getDescription()))
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .distinct()
          .sorted(
              Comparator.comparing((String schema) -> !schema.equals(FIRST))
                  .thenComparing(schema -> schema.equals(LAST))
                  .thenComparing(schema -> schema))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void migrate(String schema) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema)
        .locations("classpath:db/migration/" + schema)
        .placeholderReplacement(false)
        .load()
        .migrate();
  }
}
