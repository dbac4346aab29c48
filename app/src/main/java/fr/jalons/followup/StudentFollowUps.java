package fr.jalons.followup;

import fr.jalons.access.Moments;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.StudentId;
import fr.jalons.followup.FollowUpRows.Change;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.ProjectionBatch;
import fr.jalons.platform.slices.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live follow-up of every student: the fold, kept up to date event by event. */
@Projection(name = StudentFollowUps.NAME, tables = "student")
public class StudentFollowUps {
  static final String NAME = "followup.students";

  private final FollowUpRows rows;

  StudentFollowUps(FollowUpRows rows) {
    this.rows = rows;
  }

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
    Map<StudentId, StudentFollowUp> before = rows.current(byStudent.keySet());
    Map<StudentId, Change> changes = new LinkedHashMap<>();
    byStudent.forEach(
        (student, news) -> {
          StudentFollowUp known = before.get(student);
          StudentFollowUp state = known == null ? StudentFollowUp.of(student) : known;
          for (Entry entry : news) {
            state = state.evolve(entry.event());
          }
          changes.put(student, new Change(news.getLast().position(), known, state));
        });
    rows.save(changes);
  }

  Optional<StudentFollowUp> find(StudentId student) {
    return Optional.ofNullable(rows.find(Set.of(student)).get(student));
  }

  Map<StudentId, StudentFollowUp> find(Collection<StudentId> students) {
    return rows.find(students);
  }

  /** A student's follow-up, now or at a past moment. */
  @RestController
  public static class Endpoint {
    private final StudentFollowUps live;
    private final PastFollowUps past;
    private final Moments moments;
    private final ReadModels readModels;
    private final EventJson json;

    Endpoint(
        StudentFollowUps live,
        PastFollowUps past,
        Moments moments,
        ReadModels readModels,
        EventJson json) {
      this.live = live;
      this.past = past;
      this.moments = moments;
      this.readModels = readModels;
      this.json = json;
    }

    @GetMapping("/api/students/{student}/follow-up")
    StudentView followUp(
        @PathVariable StudentId student, @RequestParam(required = false) @Nullable String asOf) {
      return view(student, asOf);
    }

    /** At a moment; null: now. */
    public StudentView view(StudentId student, @Nullable String asOf) {
      if (asOf != null) {
        long position = moments.position(asOf);
        return StudentView.of(past.student(student, position).opened(json::open), position);
      }
      long position = readModels.position(NAME);
      return live.find(student)
          .map(state -> StudentView.of(state.opened(json::open), position))
          .orElseThrow(() -> Refusal.notFound("followup.student-unknown"));
    }
  }
}
