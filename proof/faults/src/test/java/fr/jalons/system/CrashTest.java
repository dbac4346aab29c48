package fr.jalons.system;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.SmallSchool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a stream of commands: what was acknowledged is there, once. */
class CrashTest {
  private static final Duration SECONDS = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void nothingAcknowledgedIsLostOrDoubledAndReadModelsAgreeWithTheLog() throws Exception {
    try (JalonsProcess jalons = new JalonsProcess(directory, false)) {
      jalons.start();
      jalons.upload("/api/rosters", SmallSchool.files()).expect(200);
      List<String> students = SmallSchool.students(jalons);

      stream(jalons, students, jalons::killJvm);
      assertThat(jalons.start()).isLessThan(SECONDS);
      check(jalons, students);

      stream(jalons, students, jalons::killEverything);
      assertThat(jalons.start()).isLessThan(SECONDS);
      check(jalons, students);
    }
  }

  private interface Crash {
    void now() throws IOException, InterruptedException;
  }

  private void stream(JalonsProcess jalons, List<String> students, Crash crash) throws Exception {
    int before = acknowledged.size();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        int offset = client;
        running.add(clients.submit(() -> commandsUntilItFails(jalons, students, offset)));
      }
      while (acknowledged.size() < before + 150) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      crash.now();
      for (Future<?> client : running) {
        client.get();
      }
    }
  }

  private void commandsUntilItFails(JalonsProcess jalons, List<String> students, int offset) {
    try {
      for (int i = offset; ; i++) {
        String need = UUID.randomUUID().toString();
        var body =
            Map.of(
                "id",
                need,
                "area",
                "AUTONOMY",
                "description",
                "S’organiser",
                "diagnosedOn",
                "2026-10-01");
        if (jalons
                .post("/api/students/" + students.get(i % students.size()) + "/needs", body)
                .status()
            == 201) {
          acknowledged.add(need);
        }
      }
    } catch (IOException e) {
      // The crash.
    }
  }

  private void check(JalonsProcess jalons, List<String> students) throws IOException {
    Map<String, Integer> inHistory = new HashMap<>();
    Map<String, Integer> inFollowUp = new HashMap<>();
    for (String student : students) {
      var history =
          jalons.get("/api/students/" + student + "/history?limit=1000").expect(200).json();
      long last = 0;
      for (var event : history.path("events")) {
        last = event.path("position").asLong();
        if (event.path("type").asString().equals("planning.NeedDiagnosed")) {
          inHistory.merge(event.path("payload").path("need").asString(), 1, Integer::sum);
        }
      }
      var live =
          jalons
              .get(
                  "/api/students/" + student + "/follow-up", "Jalons-Position", Long.toString(last))
              .expect(200)
              .json();
      live.path("needs")
          .path("open")
          .forEach(n -> inFollowUp.merge(n.path("id").asString(), 1, Integer::sum));
      var replayed =
          jalons.get("/api/students/" + student + "/follow-up?asOf=" + last).expect(200).json();
      assertThat(live.path("needs")).isEqualTo(replayed.path("needs"));
      assertThat(live.path("sessions")).isEqualTo(replayed.path("sessions"));
    }
    assertThat(inHistory).containsOnlyKeys(inFollowUp.keySet());
    assertThat(acknowledged).allSatisfy(need -> assertThat(inHistory).containsEntry(need, 1));
  }
}
