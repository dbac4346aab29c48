package fr.jalons.benchmarks;

import fr.jalons.benchmarks.Pairs.Goal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real program over HTTP, on a log of as many real events. */
final class SchoolMeasures {
  private final Bench bench;

  SchoolMeasures(Bench bench) {
    this.bench = bench;
  }

  void http() throws Exception {
    try (Http http = start("http", bench.preloaded());
        PlainJdbc plain = new PlainJdbc(bench.connections(), 16)) {
      http.warmUp();
      bench
          .pairs()
          .compare(
              "history of one student, 300 events of the log, over HTTP: p99 ÷ the same SQL's",
              "µs",
              Goal.AT_MOST,
              3.0,
              () -> Clients.percentileMicros(bench.turn(), 0.99, i -> http.history()),
              () -> Clients.percentileMicros(bench.turn(), 0.99, i -> http.historyBySql()));
      bench
          .pairs()
          .compare(
              "HTTP POST → 201 at 64 connections ÷ (a')16",
              "commands/s",
              Goal.AT_LEAST,
              0.5,
              () -> {
                double posted = Clients.rate(64, bench.turn(), i -> http.post());
                http.settle(); // what read models have yet to take in is not the yardstick's burden
                return posted;
              },
              () -> Clients.rate(16, bench.turn(), plain::insert));
      double rate = bench.pairs().rows().getLast().ours();
      http.settle();
      bench
          .pairs()
          .compare(
              "HTTP POST → 201, p99 at 70 % of that rate ÷ 15 ms",
              "ms",
              Goal.AT_MOST,
              1.0,
              () -> http.percentile99(0.7 * rate, bench.turn()),
              () -> 15.0);
      http.settle();
      bench
          .pairs()
          .compare(
              "lag of the follow-up read model, p99 at half of that rate ÷ 100 ms",
              "ms",
              Goal.AT_MOST,
              1.0,
              () -> http.lag99(0.5 * rate, bench.turn()),
              () -> 100.0);
    }
  }

  /** What one event costs does not grow with what a student already has. */
  void facts() throws Exception {
    Path directory = bench.server().directory().resolve("facts");
    try (Facts few = Facts.start(bench.server(), directory.resolve("10"), 10);
        Facts more = Facts.start(bench.server(), directory.resolve("100"), 100);
        Facts many = Facts.start(bench.server(), directory.resolve("1000"), 1_000)) {
      bench
          .pairs()
          .compare(
              "events into read models at 100 facts a student ÷ at 10",
              "events/s",
              Goal.AT_LEAST,
              0.8,
              more::rate,
              few::rate);
      bench
          .pairs()
          .compare(
              "events into read models at 1,000 facts a student ÷ at 10",
              "events/s",
              Goal.AT_LEAST,
              0.8,
              many::rate,
              few::rate);
    }
  }

  /** On a tenth of the events: a rebuild reads them all. */
  void rebuild() throws Exception {
    try (Http http = start("rebuild", bench.preloaded() / 10)) {
      bench
          .pairs()
          .compare(
              "rebuild of the follow-up read model, %d events ÷ raw upserts of the same"
                  .formatted(bench.preloaded() / 10),
              "events/s",
              Goal.AT_LEAST,
              0.5,
              () -> Bench.perSecond(http::rebuild),
              () -> Bench.perSecond(() -> UpsertRebuild.run(http.pool())));
    }
  }

  /** A large school's first import, beside what reading its files takes. */
  void roster() throws Exception {
    try (Rosters rosters =
        Rosters.start(bench.server(), bench.server().directory().resolve("roster"))) {
      bench
          .pairs()
          .compare(
              "first import of 2,000 students ÷ parsing the same files: time",
              "ms",
              Goal.AT_MOST,
              60.0,
              rosters::imported,
              rosters::parsed);
      bench
          .pairs()
          .compare(
              "first import of 2,000 students ÷ parsing the same files: memory",
              "MB",
              Goal.AT_MOST,
              10.0,
              rosters::importedMegabytes,
              rosters::parsedMegabytes);
    }
  }

  /** A school of 420 students and a year with all rows of the grid. */
  void large() throws Exception {
    try (LargeSchool school =
        LargeSchool.start(bench.server(), bench.server().directory().resolve("large"))) {
      long begun = System.nanoTime();
      int raised = school.alerts();
      System.out.printf(
          "The first run of the rules raised %d alerts in %.1f s%n",
          raised, (System.nanoTime() - begun) / 1e9);
      school.warmUp();
      bench
          .pairs()
          .compare(
              "class page in a school of 420: p95 ÷ 150 ms",
              "ms",
              Goal.AT_MOST,
              1.0,
              () -> Clients.percentileMicros(bench.turn(), 0.95, i -> school.classPage()) / 1e3,
              () -> 150);
      bench
          .pairs()
          .compare(
              "class page in a school of 420, p95 ÷ its aspects by SQL",
              "µs",
              Goal.AT_MOST,
              20.0,
              () -> Clients.percentileMicros(bench.turn(), 0.95, i -> school.classPage()),
              () -> Clients.percentileMicros(bench.turn(), 0.95, i -> school.classBySql()));
      bench
          .pairs()
          .compare(
              "all indicators at four scopes ÷ 1 s",
              "ms",
              Goal.AT_MOST,
              1.0,
              () -> Clients.medianMicros(bench.turn(), i -> school.indicators()) / 1e3,
              () -> 1_000);
      bench
          .pairs()
          .compare(
              "the same after something was recorded of a student ÷ 1 s",
              "ms",
              Goal.AT_MOST,
              1.0,
              school::indicatorsAfterNews,
              () -> 1_000);
      bench
          .pairs()
          .compare(
              "all indicators at four scopes ÷ all aspects by SQL",
              "µs",
              Goal.AT_MOST,
              20.0,
              () -> Clients.medianMicros(bench.turn(), i -> school.indicators()),
              () -> Clients.medianMicros(bench.turn(), i -> school.schoolBySql()));
      bench
          .pairs()
          .compare(
              "rules that alert, over all students ÷ all aspects by SQL",
              "µs",
              Goal.AT_MOST,
              5.0,
              () -> Clients.medianMicros(bench.turn(), i -> school.alerts()),
              () -> Clients.medianMicros(bench.turn(), i -> school.schoolBySql()));
    }
  }

  private Http start(String name, long events) throws Exception {
    return Http.start(
        bench.server(), Files.createDirectories(bench.server().directory().resolve(name)), events);
  }
}
