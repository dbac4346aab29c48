package fr.jalons.demo;

import fr.jalons.JalonsApplication;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The demo school and its year, written once for all tests of this JVM. Each caller gets a database
 * of their own with all of it, and the keys that it is sealed under.
 */
public final class DemoDatabase {
  private DemoDatabase() {}

  /** Lets a context start where the year is already written. */
  public static void in(DynamicPropertyRegistry properties) {
    String url = TestDatabase.copyUrl(Written.DATABASE);
    Path data = Written.keys();
    properties.add("spring.datasource.url", () -> url);
    properties.add("jalons.data", data::toString);
  }

  /** Written when first touched. */
  private static final class Written {
    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final Path DATA = directory();
    static final String DATABASE = write();

    private static String write() {
      String database = TestDatabase.newDatabase();
      try (ConfigurableApplicationContext context =
          new SpringApplicationBuilder(JalonsApplication.class)
              .run(
                  "--server.port=0",
                  "--spring.datasource.url=" + TestDatabase.url(database),
                  "--jalons.data=" + DATA)) {
        long head = context.getBean(PostgresEventStorageEngine.class).head();
        if (!context.getBean(ReadModels.class).await(head, AT_MOST)) {
          throw new IllegalStateException("The read models did not follow the demo year");
        }
      }
      return database;
    }

    /** A directory with copies of the files that the database cannot be read without. */
    static Path keys() {
      Path copy = directory();
      try {
        for (String key : new String[] {"master.key", "log.key"}) {
          Files.copy(DATA.resolve(key), copy.resolve(key));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return copy;
    }

    private static Path directory() {
      try {
        return Files.createTempDirectory("jalons-test-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
