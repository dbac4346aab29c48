package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.ProjectionBatch;
import fr.jalons.platform.slices.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live follow-up of every student: the fold, kept up to date event by event. */
@Projection(name = StudentFollowUps.NAME, tables = "student")
public class StudentFollowUps {
  static final String NAME = "followup.students";

  private final JdbcClient jdbc;
  private final EventJson json;

  StudentFollowUps(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Row(long position, StudentFollowUp state) {}

  private record Entry(long position, DomainEvent event) {}

  /** Collects a batch, so that each student is read and written once for all of it. */
  @EventHandler
  void on(DomainEvent event, Recorded recorded, ProjectionBatch batch) {
    batch.<List<Entry>>state(ArrayList::new, this::fold).add(new Entry(recorded.position(), event));
  }

  private void fold(List<Entry> entries) {
    Map<StudentId, List<Entry>> byStudent = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (StudentId student : Concerned.students(entry.event())) {
        byStudent.computeIfAbsent(student, s -> new ArrayList<>()).add(entry);
      }
    }
    Map<StudentId, StudentFollowUp> before = select("student", byStudent.keySet());
    Map<StudentId, Row> rows = new LinkedHashMap<>();
    byStudent.forEach(
        (student, news) -> {
          StudentFollowUp state =
              Objects.requireNonNullElseGet(before.get(student), () -> StudentFollowUp.of(student));
          for (Entry entry : news) {
            state = state.evolve(entry.event());
          }
          rows.put(student, new Row(news.getLast().position(), state));
        });
    save(rows);
  }

  private void save(Map<StudentId, Row> rows) {
    jdbc.sql(
            """
            insert into student (student, position, state)
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
    return select("followup.student", students);
  }

  private Map<StudentId, StudentFollowUp> select(String table, Collection<StudentId> students) {
    Map<StudentId, StudentFollowUp> found = new HashMap<>();
    jdbc.sql("select state from " + table + " where student = any (?)")
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
