package fr.jalons.faults.fuzz;

import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Many requests to one Jalons, with a look at each answer and at what is left behind. */
public final class Campaign {
  private static final int SHOWN = 5;
  private static final int EXCERPT = 600;
  private static final int LEAST_ANSWERED = 10;

  private final JalonsProcess jalons;
  private final Wire wire;
  private final Pool pool = new Pool();
  private final Visitors visitors;
  private final Requests requests;
  private final long seed;
  private final Set<String> operations;
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Map<Verdict, LongAdder> faults = new ConcurrentHashMap<>();
  private final Map<Verdict, String> first = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> served = new ConcurrentHashMap<>();
  private final LongAdder busy = new LongAdder();
  private final LongAdder behind = new LongAdder();

  public Campaign(JalonsProcess jalons, long seed) throws IOException {
    this.jalons = jalons;
    this.seed = seed;
    this.wire = new Wire(URI.create(jalons.address("/")).getPort());
    this.visitors = new Visitors(jalons, wire);
    JsonNode description = jalons.get("/v3/api-docs").expect(200).json();
    List<Operation> all = Operation.all(description);
    this.operations =
        all.stream()
            .map(o -> o.method() + " " + o.path())
            .collect(Collectors.toCollection(TreeSet::new));
    this.requests =
        new Requests(
            seed,
            all,
            description.path("components").path("schemas"),
            pool,
            visitors,
            new Examples(jalons, all));
    for (Operation operation : all) {
      if (operation.method().equals("GET") && !operation.path().contains("{")) {
        learn(operation.path());
      }
    }
    for (String file : List.of("follow-up", "history?limit=1000")) {
      for (int i = 0; i < SHOWN; i++) {
        learn(
            "/api/students/"
                + pool.any("students", new java.util.SplittableRandom(i))
                + "/"
                + file);
      }
    }
    learn("/api/sessions?class=1CAPPSR");
  }

  private void learn(String path) throws IOException {
    JalonsProcess.Answer answer = jalons.get(path);
    Map<String, String> type = Map.of("content-type", answer.header("content-type"));
    pool.learn(path, new Reply(answer.status(), type, answer.body(), 0));
  }

  /** Sends them, so many at once. */
  public Report run(int many, int clients) throws Exception {
    System.out.println(
        "seed " + seed + ": " + many + " requests to " + operations.size() + " operations");
    long begun = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      Callable<Boolean> client =
          () -> {
            for (int n = next.getAndIncrement(); n < many; n = next.getAndIncrement()) {
              send(requests.number(n));
            }
            return true;
          };
      List<Future<Boolean>> running =
          threads.invokeAll(IntStream.range(0, clients).mapToObj(i -> client).toList());
      for (Future<Boolean> each : running) {
        each.get();
      }
    }
    return report(many, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void send(Attempt attempt) throws IOException {
    Reply reply = wire.send(attempt.bytes());
    if (reply.status() / 100 == 2 || reply.status() / 100 == 3) {
      answered.add(attempt.operation());
    }
    asked.computeIfAbsent(attempt.visitor(), v -> new LongAdder()).increment();
    if (reply.status() != 401) {
      served.computeIfAbsent(attempt.visitor(), v -> new LongAdder()).increment();
    }
    statuses.computeIfAbsent(reply.status(), s -> new LongAdder()).increment();
    if (Verdict.busy(reply)) {
      (attempt.has("Jalons-Position") ? behind : busy).increment();
    }
    Verdict.on(attempt, reply).ifPresent(fault -> tell(fault, attempt, reply));
    pool.learn(attempt.target(), reply);
    if (reply.status() == 401 && lost(attempt.visitor())) {
      visitors.again(attempt.visitor());
    }
  }

  /** Refused some times as a stranger: the session is gone, rather than the request odd. */
  private boolean lost(String visitor) {
    return lost.computeIfAbsent(visitor, v -> new AtomicInteger()).incrementAndGet() % 3 == 0;
  }

  private void tell(Verdict fault, Attempt attempt, Reply reply) {
    LongAdder count = faults.computeIfAbsent(fault, f -> new LongAdder());
    count.increment();
    first.putIfAbsent(
        fault,
        "first: number %d, %s as %s → %d after %d ms"
            .formatted(
                attempt.number(),
                attempt.operation(),
                attempt.visitor(),
                reply.status(),
                reply.millis()));
    if (count.sum() <= SHOWN) {
      String body = reply.body();
      System.out.printf(
          "%n%s (seed %d, number %d, as %s, %d ms)%n%s%n→ %d %s %s%n",
          fault,
          seed,
          attempt.number(),
          attempt.visitor(),
          reply.millis(),
          attempt.curl(),
          reply.status(),
          reply.header("content-type"),
          body.substring(0, Math.min(EXCERPT, body.length())).replaceAll("\\s+", " "));
    }
  }

  private Report report(int many, Duration took) throws IOException {
    Report report = new Report();
    report.add("seed", seed, true);
    report.add(
        "requests, a second",
        "%d, %d".formatted(many, many * 1000L / Math.max(1, took.toMillis())),
        true);
    report.add(
        "answers by status",
        statuses.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(", ")),
        true);
    long fine =
        statuses.entrySet().stream()
            .filter(e -> e.getKey() / 100 == 2)
            .mapToLong(e -> e.getValue().sum())
            .sum();
    report.add("answers of 2xx, per cent", fine * 100 / many, fine * 100 / many >= LEAST_ANSWERED);
    System.out.println(
        "known as who they are, per cent: "
            + asked.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                    e ->
                        e.getKey()
                            + " "
                            + served.getOrDefault(e.getKey(), new LongAdder()).sum()
                                * 100
                                / e.getValue().sum())
                .collect(Collectors.joining(", ")));
    Set<String> never = new TreeSet<>(operations);
    never.removeAll(answered);
    System.out.println("only ever refused: " + String.join(", ", never));
    report.add("operations only ever refused", never.size() + " of " + operations.size(), true);
    for (Verdict fault : Verdict.values()) {
      report.none(fault.toString(), faults.getOrDefault(fault, new LongAdder()).sum());
      if (first.containsKey(fault)) {
        report.add(fault.toString(), first.get(fault), false);
      }
    }
    report.none("503 with Retry-After", busy.sum());
    report.add("503 with Retry-After to a Jalons-Position ahead", behind, true);
    return aftermath(report);
  }

  /** What was accepted must be digestible too. */
  private Report aftermath(Report report) throws IOException {
    JalonsProcess.Answer started = jalons.post("/api/log/verifications", "");
    String state = "";
    for (int i = 0; i < 600 && !List.of("VALID", "BROKEN", "FAILED").contains(state); i++) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      state = jalons.get(started.header("location")).json().path("state").asString("");
    }
    report.add("log afterwards", state, state.equals("VALID"));
    report.none("events set aside", jalons.get("/api/parked-events").json().size());
    List<String> errors =
        jalons.serverLog().lines().filter(line -> line.contains(" ERROR ")).toList();
    if (!errors.isEmpty()) {
      System.out.println(
          "See " + Files.writeString(Path.of("target", "fuzz-server.log"), jalons.serverLog()));
      errors.stream().limit(SHOWN).forEach(System.out::println);
    }
    report.none("errors in the server's log", errors.size());
    errors.stream()
        .limit(2)
        .forEach(error -> report.add("error in the server's log", error, false));
    return report.add("ready afterwards", jalons.ready(), jalons.ready());
  }
}
