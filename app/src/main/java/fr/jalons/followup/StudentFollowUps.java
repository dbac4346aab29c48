package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live follow-up of every student: the fold, kept up to date event by event. */
@Projection(name = StudentFollowUps.NAME)
public class StudentFollowUps {
  static final String NAME = "followup.students";

  private static final ResourceKey<Map<StudentId, Row>> CHANGED = ResourceKey.withLabel(NAME);

  private final JdbcClient jdbc;
  private final EventJson json;

  StudentFollowUps(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Row(long position, StudentFollowUp state) {}

  /** Folds a batch in memory and writes each student once. */
  @EventHandler
  void on(DomainEvent event, Recorded recorded, ProcessingContext batch) {
    for (StudentId student : Concerned.students(event)) {
      Map<StudentId, Row> changed =
          batch.computeResourceIfAbsent(
              CHANGED,
              () -> {
                Map<StudentId, Row> rows = new HashMap<>();
                batch.runOnPrepareCommit(context -> save(rows));
                return rows;
              });
      StudentFollowUp before =
          changed.containsKey(student)
              ? changed.get(student).state()
              : find(student).orElseGet(() -> StudentFollowUp.of(student));
      changed.put(student, new Row(recorded.position(), before.evolve(event)));
    }
  }

  private void save(Map<StudentId, Row> rows) {
    jdbc.sql(
            """
            insert into followup.student (student, position, state)
            select * from unnest(?::uuid[], ?::bigint[], ?::jsonb[])
            on conflict (student) do update
            set position = excluded.position, state = excluded.state
            """)
        .param(rows.keySet().stream().map(StudentId::value).toArray(UUID[]::new))
        .param(rows.values().stream().map(Row::position).toArray(Long[]::new))
        .param(rows.values().stream().map(row -> json.write(row.state())).toArray(String[]::new))
        .update();
  }

  Optional<StudentFollowUp> find(StudentId student) {
    return jdbc.sql("select state from followup.student where student = ?")
        .param(student.value())
        .query(String.class)
        .optional()
        .map(this::read);
  }

  Map<StudentId, StudentFollowUp> find(Collection<StudentId> students) {
    Map<StudentId, StudentFollowUp> found = new HashMap<>();
    jdbc.sql("select state from followup.student where student = any (?)")
        .param(students.stream().map(StudentId::value).toArray(UUID[]::new))
        .query(String.class)
        .list()
        .forEach(
            state -> {
              StudentFollowUp student = read(state);
              found.put(student.student(), student);
            });
    return found;
  }

  private StudentFollowUp read(String state) {
    return json.read(state, StudentFollowUp.class);
  }

  /** A student's follow-up, now or at a past moment. */
  @RestController
  static class Endpoint {
    private final StudentFollowUps live;
    private final PastFollowUps past;
    private final ReadModels readModels;

    Endpoint(StudentFollowUps live, PastFollowUps past, ReadModels readModels) {
      this.live = live;
      this.past = past;
      this.readModels = readModels;
    }

    @GetMapping("/api/students/{student}/follow-up")
    StudentView followUp(
        @PathVariable StudentId student, @RequestParam(required = false) @Nullable String asOf) {
      return view(student, asOf);
    }

    StudentView view(StudentId student, @Nullable String asOf) {
      if (asOf != null) {
        long position = past.position(asOf);
        return StudentView.of(past.student(student, position), position);
      }
      long position = readModels.position(NAME);
      return live.find(student)
          .map(state -> StudentView.of(state, position))
          .orElseThrow(() -> Refusal.notFound("followup.student-unknown"));
    }
  }
}
