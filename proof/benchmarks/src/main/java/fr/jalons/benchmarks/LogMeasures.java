package fr.jalons.benchmarks;

import fr.jalons.benchmarks.Pairs.Goal;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.transparency.MerkleTree;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;

/** How fast the whole log is read, written and sealed. */
final class LogMeasures {
  private final Bench bench;

  LogMeasures(Bench bench) {
    this.bench = bench;
  }

  void replay() throws Exception {
    try (Engine engine = new Engine(bench.pool())) {
      bench
          .pairs()
          .compare(
              "replay of the log ÷ JDBC cursor",
              "events/s",
              Goal.AT_LEAST,
              0.85,
              () -> Bench.perSecond(engine::replay),
              () -> Bench.perSecond(() -> PlainJdbc.cursor(bench.pool())));
    }
  }

  void imports() throws Exception {
    long events = Math.max(20_000, bench.preloaded() / 10);
    long[] next = {1_000_000_000L}; // beyond what the other measures will number
    bench
        .pairs()
        .compare(
            "import of a history ÷ indexed COPY",
            "events/s",
            Goal.AT_LEAST,
            0.8,
            () ->
                Bench.perSecond(
                    () -> {
                      new HistoryImport(bench.pool())
                          .append(Sample.history(events + next[0] % 97), through -> {});
                      return events;
                    }),
            () ->
                Bench.perSecond(
                    () -> {
                      IndexedCopy.run(
                          bench.pool(), next[0] + 1, Sample.history(events + 1 + next[0] % 89));
                      next[0] += events + 100_000;
                      return events;
                    }));
  }

  /** What the tree adds, per event, behind the appends: it is never part of them. */
  void tree() throws Exception {
    bench
        .pairs()
        .compare(
            "growing the tree from the log's hashes ÷ JDBC cursor over the log",
            "events/s",
            Goal.AT_LEAST,
            1.0,
            () ->
                Bench.perSecond(
                    () -> {
                      MerkleTree tree = new MerkleTree();
                      try (Connection connection = bench.pool().getConnection()) {
                        connection.setAutoCommit(false);
                        try (Statement statement = connection.createStatement()) {
                          statement.setFetchSize(10_000);
                          try (ResultSet rows =
                              statement.executeQuery(
                                  "select hash from eventlog.event order by position")) {
                            while (rows.next()) {
                              tree.add(rows.getBytes(1));
                            }
                          }
                        }
                        connection.rollback();
                        connection.setAutoCommit(true);
                      }
                      Objects.requireNonNull(tree.root());
                      return tree.size();
                    }),
            () -> Bench.perSecond(() -> PlainJdbc.cursor(bench.pool())));
  }
}
