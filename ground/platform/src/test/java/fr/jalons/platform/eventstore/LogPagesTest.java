package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who go through the whole log are given. */
class LogPagesTest {
  private static final int EVENTS = 2 * LogPages.PAGE + 500;

  private final DataSource dataSource = TestDatabase.create();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long reach;
  private LogPages pages;

  @BeforeEach
  void fill() {
    new Migrations(dataSource);
    append(EVENTS);
    pages =
        new LogPages(
            new LogReader(dataSource, json -> Map.of(), new Upgrades(List.of()), meters),
            position -> position < reach);
  }

  private void append(int events) {
    new HistoryImport(dataSource)
        .append(Stream.generate(LogPagesTest::past).limit(events).iterator(), through -> {});
    reach += events;
  }

  private static Past past() {
    return new Past(UUID.randomUUID(), "t.A", "1", "{}", "{}", Instant.now(), Set.of("k:1"));
  }

  private long queries() {
    return meters.get("jalons.eventlog.read").tag("by", "page").timer().count();
  }

  /** All there is for this reader, and where it then stands. */
  private static List<Long> rest(LogPages.Reader reader, long from) {
    List<Long> seen = new ArrayList<>();
    long at = from;
    for (List<StoredEvent> page = reader.after(at); !page.isEmpty(); page = reader.after(at)) {
      page.forEach(event -> seen.add(event.position()));
      at = page.getLast().position();
    }
    return seen;
  }

  private static List<Long> positions(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void everyEventComesOnceAndInItsPlace() {
    assertThat(rest(pages.new Reader(), 0)).isEqualTo(positions(1, EVENTS));
    assertThat(rest(pages.new Reader(), 0)).isEqualTo(positions(1, EVENTS));
    assertThat(rest(pages.new Reader(), EVENTS - 700)).isEqualTo(positions(EVENTS - 699, EVENTS));
  }

  @Test
  void newEventsAreReadOnceForAll() {
    List<LogPages.Reader> readers = Stream.generate(() -> pages.new Reader()).limit(9).toList();
    readers.forEach(reader -> rest(reader, 0));
    long before = queries();
    append(10);
    for (LogPages.Reader reader : readers) {
      assertThat(reader.after(EVENTS)).hasSize(10);
      assertThat(reader.after(EVENTS + 10)).isEmpty();
    }
    assertThat(queries() - before).isEqualTo(1);
  }

  @Test
  void atTheEndOfTheLogNobodyAsksTheDatabase() {
    LogPages.Reader reader = pages.new Reader();
    rest(reader, 0);
    long before = queries();
    for (int i = 0; i < 20; i++) {
      assertThat(reader.after(EVENTS)).isEmpty();
    }
    assertThat(queries()).isEqualTo(before);
  }

  @Test
  void whoComesLateFindsMoreThanIsKept() {
    LogPages.Reader early = pages.new Reader();
    rest(early, 0);
    for (int i = 0; i < 5; i++) {
      append(LogPages.PAGE);
      rest(early, EVENTS + i * LogPages.PAGE);
    }
    assertThat(rest(pages.new Reader(), EVENTS))
        .isEqualTo(positions(EVENTS + 1, EVENTS + 5 * LogPages.PAGE));
  }

  @Test
  void anEventCutOutOfTheLogMovesNoOther() throws SQLException {
    LogPages.Reader reader = pages.new Reader();
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from eventlog.event where position = " + (EVENTS - 100));
    }
    List<Long> left = new ArrayList<>(positions(1, EVENTS));
    left.remove((Long) (EVENTS - 100L));
    assertThat(rest(reader, 0)).isEqualTo(left);
    append(3);
    assertThat(reader.after(EVENTS))
        .extracting(StoredEvent::position)
        .isEqualTo(positions(EVENTS + 1, EVENTS + 3));
  }
}
