package fr.jalons.faults;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The writer's connection is cut before, within and after its batches while clients decide; several
 * times in a row, so that finding out what was committed is cut as well. Then decisions must get
 * through again: a line that is cut for ever can only be answered with an unknown outcome.
 */
final class CutConnections {
  private static final int DECISIONS = 200_000_000;

  /** Not a multiple of the kinds of cuts, so that each kind comes first, and last, in its turn. */
  private static final int IN_A_ROW = 4;

  private static final long STEP = Duration.ofMillis(1).toNanos();

  private CutConnections() {}

  static void run(int times, Report report) throws Exception {
    Queue<Decision> journal = new ConcurrentLinkedQueue<>();
    try (ScratchServer server = new ScratchServer()) {
      String url = server.newDatabase();
      int port = URI.create(url.substring("jdbc:".length())).getPort();
      try (CuttingProxy proxy = new CuttingProxy(port);
          HikariDataSource direct = server.pool(url);
          HikariDataSource through =
              server.pool(url.replace(":" + port + "/", ":" + proxy.port() + "/"));
          PostgresEventStorageEngine engine =
              new PostgresEventStorageEngine(
                  through, new EventJson(), 10_000, new SimpleMeterRegistry());
          ExecutorService executor = Executors.newSingleThreadExecutor()) {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        Decider decider =
            new Decider(
                    engine,
                    1,
                    decision -> {
                      journal.add(decision);
                      answered.incrementAndGet();
                    })
                .until(enough::get);
        Future<Integer> failed = executor.submit(() -> decider.decide(DECISIONS));
        CuttingProxy.Cut[] kinds = CuttingProxy.Cut.values();
        for (int cut = 0; cut < times && !failed.isDone(); cut++) {
          if (cut % IN_A_ROW == 0) {
            int before = answered.get();
            await(() -> answered.get() > before || failed.isDone());
          }
          int cuts = proxy.cuts();
          proxy.cut(kinds[cut % kinds.length]);
          await(() -> proxy.cuts() > cuts || failed.isDone());
        }
        enough.set(true);
        report.add("cut: connections cut", proxy.cuts(), proxy.cuts() >= times);
        report.none("cut: decisions without an answer", failed.get());
        LogAudit.Result result = LogAudit.of(direct, journal.stream());
        report.add("cut: decisions", result.decisions(), result.decisions() > times);
        report.none("cut: findings of the audit", result.findings().size());
        result.findings().forEach(finding -> report.add(finding, "", false));
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(STEP);
    }
  }
}
