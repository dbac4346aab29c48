package fr.jalons.followup;

import fr.jalons.access.Moments;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.PastAspects;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The follow-up of a student, now or at a past moment. */
@Component
public class StudentFollowUps {
  private final AspectReader live;
  private final PastAspects past;
  private final Moments moments;
  private final ReadModels readModels;
  private final EventJson json;

  StudentFollowUps(
      AspectReader live, PastAspects past, Moments moments, ReadModels readModels, EventJson json) {
    this.live = live;
    this.past = past;
    this.moments = moments;
    this.readModels = readModels;
    this.json = json;
  }

  /** At a moment; null: now. */
  public StudentView view(StudentId student, @Nullable String asOf) {
    long position =
        asOf == null ? readModels.position(AspectProjection.NAME) : moments.position(asOf);
    StudentView view = views(List.of(student), asOf == null ? null : position, position).getFirst();
    if (view.aspects().isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    return view;
  }

  /** Of several, in their order; texts are opened. */
  List<StudentView> views(Collection<StudentId> students, @Nullable Long at, long position) {
    Function<StudentId, Aspects> found;
    if (at == null) {
      var today = live.opened(students, Tags.STUDENT);
      found = student -> Objects.requireNonNull(today.get(student.toString()));
    } else {
      var then = past.at(Tags.STUDENT, students, at);
      found = student -> then.opened(student, json);
    }
    return students.stream()
        .map(student -> StudentView.of(student, found.apply(student), position))
        .toList();
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final StudentFollowUps followUps;

    Endpoint(StudentFollowUps followUps) {
      this.followUps = followUps;
    }

    @GetMapping("/api/students/{student}/follow-up")
    @Allowed(who = Who.READERS, over = Over.STUDENT)
    StudentView followUp(
        @PathVariable StudentId student, @RequestParam(required = false) @Nullable String asOf) {
      return followUps.view(student, asOf);
    }
  }
}
