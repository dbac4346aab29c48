package fr.jalons.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import tools.jackson.databind.JsonNode;

/**
 * A real Jalons under load, and what can happen to it. After each fault every acknowledged need
 * must be in the log once, the log whole, and the read models what a full replay gives.
 */
public final class Faults {
  private static final int CLIENTS = 8;
  private static final int BETWEEN = 20;
  private static final Duration READY = Duration.ofSeconds(15);

  /** Megabytes by which a heap may grow and still count as flat: the clients' own requests. */
  private static final double FLAT = 32;

  /** What the server says of an answer 500, with the beginning of why. */
  private static final Pattern FAILURE = Pattern.compile("(?s)Answering 500.{0,3000}");

  private static final long LOCK = 7305808869231650145L;

  private final Path directory;
  private final int times;
  private final Report report = new Report();

  private Faults(Path directory, int times) {
    this.directory = directory;
    this.times = times;
  }

  /**
   * Arguments: how often processes are killed, by default 50, connections being cut ten times as
   * often; then the names of faults, by default all.
   */
  public static void main(String[] args) throws Exception {
    int times = args.length == 0 ? 50 : Integer.parseInt(args[0]);
    List<String> wanted = args.length < 2 ? List.of() : Arrays.asList(args).subList(1, args.length);
    run(times, wanted).exit();
  }

  /** Runs the named faults, or all, and reports. */
  public static Report run(int times, Collection<String> wanted) throws Exception {
    Path directory = Files.createTempDirectory("jalons-faults");
    try {
      Faults faults = new Faults(directory, times);
      for (Fault fault : faults.all()) {
        if (wanted.isEmpty() || wanted.contains(fault.name())) {
          System.out.println(fault.name() + " …");
          fault.course().run();
        }
      }
      return faults.report;
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  private record Fault(String name, Course course) {}

  private interface Course {
    void run() throws Exception;
  }

  private List<Fault> all() {
    return List.of(
        new Fault("cut", () -> CutConnections.run(10 * times, report)),
        new Fault("kill-app", () -> killed("kill-app", JalonsProcess::killJvm, true)),
        new Fault(
            "kill-postgresql", () -> killed("kill-postgresql", JalonsProcess::killPostgres, false)),
        new Fault("kill-both", () -> killed("kill-both", JalonsProcess::killEverything, true)),
        new Fault("slow-disk", () -> shimmed("slow-disk", Duration.ofMillis(200), Duration.ZERO)),
        new Fault("clock-ahead", () -> shimmed("clock-ahead", Duration.ZERO, Duration.ofHours(1))),
        new Fault("clock-back", () -> shimmed("clock-back", Duration.ZERO, Duration.ofHours(-1))),
        new Fault("disk-full", this::diskFull),
        new Fault("poison", this::poison),
        new Fault("overflow", this::overflow));
  }

  private interface Kill {
    void now(JalonsProcess jalons) throws IOException, InterruptedException;
  }

  private void killed(String name, Kill kill, boolean startAgain) throws Exception {
    try (JalonsProcess jalons = start(name)) {
      List<Duration> ready = new ArrayList<>();
      Load load = load(jalons, CLIENTS);
      try (load) {
        for (int i = 0; i < times; i++) {
          load.await(BETWEEN);
          kill.now(jalons);
          ready.add(startAgain ? jalons.start() : load.await(1));
        }
        load.await(BETWEEN);
      }
      after(name, jalons, load);
      Collections.sort(ready);
      Duration worst = ready.getLast();
      report.time(
          name + ": ready again after, of " + times,
          "median %.1f s, at most %.1f s"
              .formatted(seconds(ready.get(ready.size() / 2)), seconds(worst)),
          worst.compareTo(READY) <= 0);
    }
  }

  private void shimmed(String name, Duration flush, Duration clock) throws Exception {
    Path own = Files.createDirectories(directory.resolve(name));
    Shim shim;
    try {
      shim = Shim.build(own);
    } catch (IOException e) {
      report.add(name, "left out: no C compiler", true);
      return;
    }
    try (JalonsProcess jalons = shim.preloadedInto(new JalonsProcess(own, false))) {
      jalons.start();
      jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
      Load load = load(jalons, CLIENTS);
      try (load) {
        load.await(BETWEEN);
        shim.set(flush, clock);
        Duration slow = load.await(5 * BETWEEN);
        report.add(name + ": commands/s meanwhile", Math.round(5 * BETWEEN / seconds(slow)), true);
        shim.set(Duration.ZERO, Duration.ZERO);
        load.await(5 * BETWEEN);
      }
      after(name, jalons, load);
    }
  }

  /** A small file system that something else fills up, and then leaves again. */
  private void diskFull() throws Exception {
    Path disk = Files.createDirectories(directory.resolve("disk-full"));
    if (call("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()) != 0) {
      report.add("disk-full", "left out: only root may mount", true);
      return;
    }
    try (JalonsProcess jalons = new JalonsProcess(disk, false)) {
      jalons.start();
      jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
      Load load = load(jalons, CLIENTS);
      try (load) {
        load.await(BETWEEN);
        Path filler = disk.resolve("filler");
        fill(filler);
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (load.unavailable() == 0 && System.nanoTime() < until) {
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        report.add("disk-full: refused with 503", load.unavailable(), load.unavailable() > 0);
        Files.delete(filler);
        Duration back = load.await(BETWEEN);
        report.time(
            "disk-full: ready again after",
            "%.1f s".formatted(seconds(back)),
            back.compareTo(READY) <= 0);
      }
      after("disk-full", jalons, load);
    } finally {
      call("umount", "-l", disk.toString());
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[1 << 16];
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full: that was the aim.
    }
  }

  /**
   * One student's rows cannot be written; now and then something happens to them, amid all else.
   */
  private void poison() throws Exception {
    try (JalonsProcess jalons = start("poison")) {
      List<String> students = SmallSchool.students(jalons);
      Aftermath aftermath = new Aftermath(jalons);
      try (Connection connection = aftermath.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            create function poison() returns trigger language plpgsql as $$
            begin
              if new.student = '%s' then raise exception 'poison'; end if;
              return new;
            end $$;
            create trigger poison before insert or update on followup.aspect
              for each row execute function poison();
            """
                .formatted(students.getFirst()));
        Load load = new Load(List.of(jalons), students.subList(1, students.size()), CLIENTS);
        List<Duration> lags = new ArrayList<>();
        try (load) {
          for (int i = 0; i < times; i++) {
            load.await(BETWEEN);
            load.record(students.getFirst());
            long begun = System.nanoTime();
            jalons
                .get(
                    "/api/students/" + students.get(1) + "/follow-up",
                    "Jalons-Position",
                    head(statement))
                .expect(200);
            lags.add(Duration.ofNanos(System.nanoTime() - begun));
          }
        }
        JsonNode parked = jalons.get("/api/parked-events").expect(200).json();
        report.add("poison: events parked", parked.size(), !parked.isEmpty());
        report.none(
            "poison: parked after other than 3 tries",
            parked.valueStream().filter(one -> one.path("tries").asInt() != 3).count());
        Duration worst = Collections.max(lags);
        report.time(
            "poison: longest lag of all others",
            worst.toMillis() + " ms",
            worst.compareTo(Duration.ofSeconds(1)) < 0);
        statement.execute("drop trigger poison on followup.aspect; drop function poison");
        String first = parked.get(0).path("id").asString();
        JalonsProcess.Answer retry = jalons.post("/api/parked-events/" + first + "/retry", "");
        aftermath.ended(retry);
        after("poison", jalons, load);
      }
    }
  }

  private static String head(Statement statement) throws Exception {
    try (var row = statement.executeQuery("select max(position) from eventlog.event")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Someone else holds the log's lock for a while, and far more clients come than may wait. */
  private void overflow() throws Exception {
    Path own = Files.createDirectories(directory.resolve("overflow"));
    try (JalonsProcess jalons =
        new JalonsProcess(own, false).with("JALONS_EVENT_LOG_QUEUE", "32").withJvm("-Xmx256m")) {
      jalons.start();
      jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
      Load load = load(jalons, 200);
      double before;
      double during = 0;
      try (load) {
        load.await(500);
        before = heap(jalons);
        try (Connection connection = new Aftermath(jalons).connect();
            Statement statement = connection.createStatement()) {
          statement.execute("select pg_advisory_lock(" + LOCK + ")");
          long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
          while (System.nanoTime() < until) {
            during = Math.max(during, heap(jalons));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
          }
        }
        load.await(200);
      }
      report.add("overflow: refused with 503", load.unavailable(), load.unavailable() > 0);
      report.none("overflow: 503 without Retry-After", load.withoutRetryAfter());
      report.add(
          "overflow: heap that is in use, before and at most during",
          "%.0f and %.0f MB".formatted(before, during),
          during <= before + FLAT);
      after("overflow", jalons, load);
    }
  }

  /** Megabytes of heap in use, without what could be collected. */
  private static double heap(JalonsProcess jalons) throws IOException, InterruptedException {
    jalons.collectGarbage();
    return jalons
            .get("/actuator/prometheus")
            .expect(200)
            .body()
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum()
        / 1e6;
  }

  private JalonsProcess start(String name) throws IOException {
    JalonsProcess jalons =
        new JalonsProcess(Files.createDirectories(directory.resolve(name)), false);
    jalons.start();
    jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
    return jalons;
  }

  private static Load load(JalonsProcess jalons, int clients) throws IOException {
    return new Load(List.of(jalons), SmallSchool.students(jalons), clients);
  }

  private void after(String name, JalonsProcess jalons, Load load) throws Exception {
    report.add(name + ": needs acknowledged", load.acknowledged().size(), true);
    report.none(name + ": other answers than 201 and 503", load.unexpected());
    if (load.unexpected() > 0) {
      FAILURE
          .matcher(jalons.serverLog())
          .results()
          .map(MatchResult::group)
          .forEach(System.out::println);
    }
    new Aftermath(jalons).check(name, load.acknowledged(), report);
  }

  private static int call(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
