package fr.jalons.faults;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The writer's connection is cut before, within and after its batches while clients decide. */
final class CutConnections {
  private static final int DECISIONS = 200_000_000;

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
        Decider decider = new Decider(engine, 1, journal::add).until(enough::get);
        Future<Integer> failed = executor.submit(() -> decider.decide(DECISIONS));
        CuttingProxy.Cut[] kinds = CuttingProxy.Cut.values();
        while (proxy.cuts() < times && !failed.isDone()) {
          proxy.cut(kinds[proxy.cuts() % kinds.length]);
          LockSupport.parkNanos(1_000_000);
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
}
