package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.benchmarks.Pairs.Goal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/** How fast events get into the log, against plain SQL, against peers, and as the log grows. */
final class AppendMeasures {
  private final Bench bench;

  AppendMeasures(Bench bench) {
    this.bench = bench;
  }

  void append() throws Exception {
    try (Engine engine = new Engine(bench.pool());
        PlainJdbc plain = new PlainJdbc(bench.connections(), 64)) {
      bench
          .pairs()
          .compare(
              "append with condition, 64 submitters ÷ (a')64",
              "events/s",
              Goal.AT_LEAST,
              1.5,
              () -> Clients.rate(64, bench.turn(), i -> engine.append()),
              () -> Clients.rate(64, bench.turn(), plain::insert));
      bench
          .pairs()
          .compare(
              "append with condition, 64 submitters ÷ (a')16",
              "events/s",
              Goal.AT_LEAST,
              1.2,
              () -> Clients.rate(64, bench.turn(), i -> engine.append()),
              () -> Clients.rate(16, bench.turn(), plain::insert));
      bench
          .pairs()
          .compare(
              "append with condition, 16 submitters ÷ (a')16",
              "events/s",
              Goal.AT_LEAST,
              0.9,
              () -> Clients.rate(16, bench.turn(), i -> engine.append()),
              () -> Clients.rate(16, bench.turn(), plain::insert));
      bench
          .pairs()
          .compare(
              "append with condition, 256 submitters ÷ batches of 30 on 1 connection",
              "events/s",
              Goal.AT_LEAST,
              0.7,
              () -> Clients.rate(256, bench.turn(), i -> engine.append()),
              () -> 30 * Clients.rate(1, bench.turn(), plain::insertBatch));
      bench
          .pairs()
          .compare(
              "append with condition, 1 submitter p50 ÷ (a')1 p50",
              "µs",
              Goal.AT_MOST,
              1.5,
              () -> Clients.medianMicros(bench.turn(), i -> engine.append()),
              () -> Clients.medianMicros(bench.turn(), plain::insert));
    }
  }

  void messageDb() throws Exception {
    try (HikariDataSource own = bench.server().pool(bench.server().newDatabase(), 64);
        MessageDb peer =
            MessageDb.install(
                own, bench.server().directory().resolve("message-db"), 64, bench.preloaded());
        Engine engine = new Engine(bench.pool())) {
      bench
          .pairs()
          .compare(
              "append with condition ÷ message-db, 1,000 categories, at 16",
              "events/s",
              Goal.AT_LEAST,
              1.0,
              () -> Clients.rate(16, bench.turn(), i -> engine.append()),
              () -> Clients.rate(16, bench.turn(), peer::write));
      bench
          .pairs()
          .compare(
              "append with condition ÷ message-db, 1,000 categories, at 64",
              "events/s",
              Goal.AT_LEAST,
              2.0,
              () -> Clients.rate(64, bench.turn(), i -> engine.append()),
              () -> Clients.rate(64, bench.turn(), peer::write));
    } catch (IOException e) {
      System.out.println("message-db cannot be fetched here: " + e.getMessage());
    }
  }

  void jpa() throws Exception {
    try (HikariDataSource own = bench.server().pool(bench.server().newDatabase(), 64);
        JpaEngine peer = new JpaEngine(own, bench.preloaded());
        Engine engine = new Engine(bench.pool())) {
      for (int clients : new int[] {16, 64}) {
        bench
            .pairs()
            .compare(
                "append with condition ÷ Axon's JPA engine, 1 tag each, at " + clients,
                "events/s",
                Goal.AT_LEAST,
                2.0,
                () -> Clients.rate(clients, bench.turn(), i -> engine.appendWithOneTag()),
                () -> Clients.rate(clients, bench.turn(), i -> peer.append()));
      }
    }
  }

  void command() throws Exception {
    try (AxonCommand command = new AxonCommand(bench.pool());
        PlainJdbc plain = new PlainJdbc(bench.connections(), 16)) {
      // Until every student was met once, as on a node that has been running for a while.
      Clients.rate(64, bench.turn().multipliedBy(5), i -> command.diagnose());
      bench
          .pairs()
          .compare(
              "a whole command (source by 2 tags, decide, append), 64 at once ÷ (a')16",
              "commands/s",
              Goal.AT_LEAST,
              0.6,
              () -> Clients.rate(64, bench.turn(), i -> command.diagnose()),
              () -> Clients.rate(16, bench.turn(), plain::insert));
    }
  }

  /** Two logs of one server. What is in them was never chained, which an append does not notice. */
  void size() throws Exception {
    try (HikariDataSource small = filled(bench.large() / 100);
        HikariDataSource large = filled(bench.large());
        Engine toSmall = new Engine(small);
        Engine toLarge = new Engine(large)) {
      bench
          .pairs()
          .compare(
              "append with condition, 64 submitters: at %d events ÷ at %d"
                  .formatted(bench.large(), bench.large() / 100),
              "events/s",
              Goal.AT_LEAST,
              0.9,
              () -> Clients.rate(64, bench.turn(), i -> toLarge.append()),
              () -> Clients.rate(64, bench.turn(), i -> toSmall.append()));
    }
  }

  private HikariDataSource filled(long events) throws SQLException {
    System.out.println("Filling a log with " + events + " events …");
    HikariDataSource pool = bench.server().pool(bench.server().newDatabase());
    Bench.sql(
        pool,
        """
        insert into eventlog.event
        select n, gen_random_uuid(), '%s', '1', '%s', '%s', now(), sha256('')
        from generate_series(1, %d) n
        """
            .formatted(
                Sample.TYPE,
                Sample.payload(new UUID(0, 0), Sample.student(0)),
                Sample.metadata(new UUID(0, 0)),
                events),
        // In the order of the index, which builds it at a fraction of the time.
        """
        insert into eventlog.event_tag
        select 'student:' || md5((n %% %d)::text)::uuid, n from generate_series(1, %d) n order by 1, 2
        """
            .formatted(Sample.STUDENTS, events),
        """
        insert into eventlog.event_tag
        select t.tag, t.n from (
          select 'need:' || gen_random_uuid() as tag, n from generate_series(1, %1$d) n
          union all
          select 'idempotency:' || gen_random_uuid(), n from generate_series(1, %1$d) n) t
        order by 1, 2
        """
            .formatted(events),
        "vacuum analyze eventlog.event",
        "vacuum analyze eventlog.event_tag",
        "checkpoint");
    return pool;
  }
}
