package fr.jalons.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that record needs without end. Each sends the same request under the same idempotency key
 * until it is acknowledged, whatever happens to the server meanwhile.
 */
final class Load implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final List<JalonsProcess> nodes;
  private final List<String> students;
  private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unexpected = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger withoutRetryAfter = new AtomicInteger();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean enough;

  /** Starts so many clients, which spread over the nodes. */
  Load(List<JalonsProcess> nodes, List<String> students, int clientCount) {
    this.nodes = nodes;
    this.students = students;
    for (int client = 0; client < clientCount; client++) {
      int number = client;
      running.add(clients.submit(() -> work(number)));
    }
  }

  private void work(int client) {
    for (int i = client; !enough; i++) {
      record(students.get(i % students.size()), client);
    }
  }

  /** One more need, of this student; returns when it is acknowledged. */
  void record(String student) {
    record(student, 0);
  }

  private void record(String student, int client) {
    UUID need = UUID.randomUUID();
    Map<String, String> body =
        Map.of(
            "id",
            need.toString(),
            "area",
            "AUTONOMY",
            "description",
            "S’organiser",
            "diagnosedOn",
            "2026-10-01");
    String path = "/api/students/" + student + "/needs";
    for (int attempt = 0; !sent(nodes.get((client + attempt) % nodes.size()), path, body, need); ) {
      attempt++;
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean sent(JalonsProcess node, String path, Object body, UUID need) {
    try {
      JalonsProcess.Answer answer = node.post(path, body, "Idempotency-Key", need.toString());
      switch (answer.status()) {
        case 201, 200 -> acknowledged.add(need);
        case 503 -> {
          unavailable.incrementAndGet();
          if (answer.header("Retry-After").isEmpty()) {
            withoutRetryAfter.incrementAndGet();
          }
          return false;
        }
        case 401 -> {
          node.forgetToken(); // a clock that moves makes tokens expire
          return false;
        }
        default -> {
          unexpected.incrementAndGet();
          System.out.println("unexpected: " + answer.status() + " " + answer.body());
        }
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // cut off in the middle: the same again
    }
  }

  /** Waits until so many more are acknowledged, and says how long that took. */
  Duration await(int more) {
    long begun = System.nanoTime();
    int wanted = acknowledged.size() + more;
    while (acknowledged.size() < wanted) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      if (System.nanoTime() - begun > Duration.ofMinutes(3).toNanos()) {
        throw new IllegalStateException("no more acknowledgements for three minutes");
      }
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  Queue<UUID> acknowledged() {
    return acknowledged;
  }

  int unexpected() {
    return unexpected.get();
  }

  int unavailable() {
    return unavailable.get();
  }

  int withoutRetryAfter() {
    return withoutRetryAfter.get();
  }

  /** Lets every client have its last request acknowledged. */
  @Override
  public void close() throws Exception {
    enough = true;
    for (Future<?> client : running) {
      client.get();
    }
    clients.close();
  }
}
