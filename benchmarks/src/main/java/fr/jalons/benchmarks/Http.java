package fr.jalons.benchmarks;

import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The real program behind HTTP, with a token; its clients take their part of the same processors.
 */
final class Http implements AutoCloseable {
  private final JalonsProcess jalons;
  private final List<String> students;

  Http(Path directory) throws IOException {
    jalons = new JalonsProcess(directory, false).withFullCompiler();
    jalons.start();
    jalons.upload("/api/rosters", BigRoster.files()).expect(200);
    students =
        jalons
            .get("/api/students")
            .expect(200)
            .json()
            .valueStream()
            .map(student -> student.path("id").asString())
            .toList();
  }

  /** One command: 201 or an exception. */
  void post() throws IOException {
    String student = students.get(ThreadLocalRandom.current().nextInt(students.size()));
    jalons
        .post(
            "/api/students/" + student + "/needs",
            Map.of(
                "id",
                UUID.randomUUID().toString(),
                "area",
                "AUTONOMY",
                "description",
                "S’organiser dans son travail personnel",
                "diagnosedOn",
                "2026-10-01"))
        .expect(201);
  }

  /**
   * The 99th percentile in milliseconds when requests come at a fixed rate, each measured from when
   * it was due, however late it could be sent.
   */
  double percentile99(double perSecond, Duration time) throws Exception {
    int requests = (int) (perSecond * time.toNanos() / 1e9);
    long step = (long) (1e9 / perSecond);
    List<Future<Double>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        long due = begun + i * step;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        answers.add(
            clients.submit(
                () -> {
                  post();
                  return (System.nanoTime() - due) / 1e6;
                }));
      }
      List<Double> times = new ArrayList<>();
      for (Future<Double> answer : answers) {
        times.add(answer.get());
      }
      times.sort(null);
      return times.get((int) (times.size() * 0.99));
    }
  }

  @Override
  public void close() throws Exception {
    jalons.close();
  }
}
