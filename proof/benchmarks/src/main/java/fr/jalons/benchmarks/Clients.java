package fr.jalons.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many clients, each of which does one thing after the other for a while. */
final class Clients {
  private Clients() {}

  /** One thing to do; the argument is the number of the client. */
  interface Work {
    void once(int client) throws Exception;
  }

  /** How often per second all of them together got it done. */
  static double rate(int clients, Duration time, Work work) throws Exception {
    long[] done = new long[clients];
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    run(
        clients,
        client -> {
          while (System.nanoTime() < end) {
            work.once(client);
            done[client]++;
          }
        });
    return Arrays.stream(done).sum() / ((System.nanoTime() - begun) / 1e9);
  }

  /** The median time of one, in microseconds, with a single client. */
  static double medianMicros(Duration time, Work work) throws Exception {
    return percentileMicros(time, 0.5, work);
  }

  /** A percentile of the times of one, in microseconds, with a single client. */
  static double percentileMicros(Duration time, double share, Work work) throws Exception {
    List<Long> times = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long begun = System.nanoTime();
      work.once(0);
      times.add(System.nanoTime() - begun);
    }
    times.sort(null);
    return times.get((int) Math.ceil(times.size() * share) - 1) / 1e3;
  }

  private static void run(int clients, Work work) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        running.add(
            executor.submit(
                () -> {
                  work.once(client);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }
}
