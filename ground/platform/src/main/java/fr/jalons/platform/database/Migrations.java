package fr.jalons.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings every schema up to date. A module owns the schemas it has a folder {@code
 * db/migration/<schema>} for; each has a history of its own, so that modules migrate on their own.
 *
 * <p>Asking every history at every start costs a second. The schema of the log therefore says, in
 * its comment, which files the database was last brought up to date with.
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
    String files = "migrated: " + digest();
    if (!files.equals(lastSaid())) {
      schemas().forEach(this::migrate);
      say(files);
    }
  }

  /** The schemas found on the class path, the event log first and row policies last. */
  public static List<String> schemas() {
    return files().stream()
        .map(resource -> FOLDER.matcher(resource.getDescription()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .distinct()
        .sorted(
            Comparator.comparing((String schema) -> !schema.equals(FIRST))
                .thenComparing(schema -> schema.equals(LAST))
                .thenComparing(schema -> schema))
        .toList();
  }

  private static List<Resource> files() {
    try {
      return List.of(
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:db/migration/*/*.sql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all files, wherever they are read from. */
  private static String digest() {
    Map<String, byte[]> contents = new TreeMap<>();
    try {
      for (Resource file : files()) {
        String address = file.getURL().toString();
        contents.put(
            address.substring(address.indexOf("db/migration/")), file.getContentAsByteArray());
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contents.forEach(
          (name, content) -> {
            digest.update((name + ' ' + content.length + ' ').getBytes(StandardCharsets.UTF_8));
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable String lastSaid() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select obj_description(to_regnamespace('%s'), 'pg_namespace')".formatted(FIRST))) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not say what it holds", e);
    }
  }

  private void say(String files) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("comment on schema %s is '%s'".formatted(FIRST, files));
    } catch (SQLException e) {
      throw new IllegalStateException("The database was migrated, but does not take a comment", e);
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
