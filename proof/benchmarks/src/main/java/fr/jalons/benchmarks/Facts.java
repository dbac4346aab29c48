package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * The program on a log of a few students, each with so many needs; what happens to them later
 * refines a need, so that no student has more than before.
 */
final class Facts implements AutoCloseable {
  private static final int STUDENTS = 50;
  private static final int AT_ONCE = 5_000;
  private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");

  private final JalonsProcess jalons;
  private final HikariDataSource pool;
  private final int each;
  private final Random random;

  private Facts(JalonsProcess jalons, HikariDataSource pool, int each) {
    this.jalons = jalons;
    this.pool = pool;
    this.each = each;
    this.random = new Random(each);
  }

  /** Starts the program, and waits until it has taken in the log. */
  static Facts start(ScratchServer server, Path directory, int each) throws Exception {
    String url = server.newDatabase();
    HikariDataSource pool = server.pool(url);
    Iterator<Past> needs =
        LongStream.range(0, (long) STUDENTS * each)
            .mapToObj(i -> past(Sample.TYPE, Sample.payload(need(i), student(i)), i, i))
            .iterator();
    new HistoryImport(pool).append(needs, through -> {});
    Bench.sql(pool, "vacuum analyze", "checkpoint");
    JalonsProcess jalons =
        School.process(server, url, Files.createDirectories(directory), false).withFullCompiler();
    jalons.start();
    Facts facts = new Facts(jalons, pool, each);
    facts.settle();
    return facts;
  }

  private static UUID need(long number) {
    return new UUID(0x4e45_4544L, number);
  }

  private static UUID student(long number) {
    return Sample.student(number % STUDENTS);
  }

  private static Past past(String type, String payload, long number, long after) {
    UUID id = UUID.randomUUID();
    return new Past(
        id,
        type,
        "1",
        payload,
        Sample.metadata(id),
        START.plusSeconds(after),
        Set.of("need:" + need(number), "student:" + student(number)));
  }

  /** Events a second that go into all read models. */
  double rate() throws Exception {
    long begun = System.nanoTime();
    Iterator<Past> refinements =
        random
            .longs(AT_ONCE, 0, (long) STUDENTS * each)
            .mapToObj(
                number ->
                    past(
                        "planning.NeedRefined",
                        """
                        {"need":"%s","student":"%s","area":"AUTONOMY",
                         "description":"S’organiser %d","refinedOn":"2026-10-01"}"""
                            .formatted(need(number), student(number), random.nextInt()),
                        number,
                        1_000_000))
            .iterator();
    new HistoryImport(pool).append(refinements, through -> {});
    settle();
    return AT_ONCE / ((System.nanoTime() - begun) / 1e9);
  }

  private void settle() throws SQLException {
    while (Lag.behind(pool) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public void close() throws Exception {
    jalons.close();
    pool.close();
  }
}
