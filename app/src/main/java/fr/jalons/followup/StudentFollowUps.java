package fr.jalons.followup;

import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolAspects;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private final SchoolAspects schools;
  private final Moments moments;
  private final ReadModels readModels;
  private final EventJson json;
  private final Visibility visibility;

  StudentFollowUps(
      AspectReader live,
      PastAspects past,
      SchoolAspects schools,
      Moments moments,
      ReadModels readModels,
      EventJson json,
      Visibility visibility) {
    this.live = live;
    this.past = past;
    this.schools = schools;
    this.moments = moments;
    this.readModels = readModels;
    this.json = json;
    this.visibility = visibility;
  }

  /** As {@link #view}, for whoever asks: families are not told everything while it goes on. */
  StudentView shown(
      StudentId student,
      @Nullable String asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    StudentView view = view(student, asOf, from, until);
    return visibility.familyAudiences().isEmpty() ? view : view.forFamilies();
  }

  /** At a moment; null: now. */
  public StudentView view(StudentId student, @Nullable String asOf) {
    return view(student, asOf, null, null);
  }

  /**
   * As {@link #view(StudentId, String)}, with lists of some days; null: without end.
   *
   * @throws Refusal if they are in the wrong order
   */
  StudentView view(
      StudentId student,
      @Nullable String asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    LocalDate first = Objects.requireNonNullElse(from, LocalDate.MIN);
    LocalDate last = Objects.requireNonNullElse(until, LocalDate.MAX);
    if (last.isBefore(first)) {
      throw Refusal.invalid("from", "indicators.period");
    }
    long position =
        asOf == null ? readModels.position(AspectProjection.NAME) : moments.position(asOf);
    Aspects aspects = aspects(List.of(student), asOf == null ? null : position).apply(student);
    if (aspects.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    return StudentView.between(first, last, student, aspects, position);
  }

  /** Of several, in their order, with lists of some days; texts are opened. */
  public List<StudentView> views(
      Collection<StudentId> students,
      @Nullable Long at,
      long position,
      LocalDate first,
      LocalDate last) {
    Function<StudentId, Aspects> found = aspects(students, at);
    return students.stream()
        .map(student -> StudentView.between(first, last, student, found.apply(student), position))
        .toList();
  }

  /** As they stand today, with some parts only, from a day on. */
  List<StudentView> views(
      Collection<StudentId> students, long position, LocalDate first, Set<String> parts) {
    Function<StudentId, Aspects> found = aspects(students, null);
    return students.stream()
        .map(
            student ->
                StudentView.between(
                    first, LocalDate.MAX, student, found.apply(student), position, parts))
        .toList();
  }

  /** Their figures alone, of students in reach. No text is opened: figures are made of none. */
  List<StudentView> figures(
      Collection<StudentId> students,
      @Nullable Long at,
      long position,
      LocalDate first,
      LocalDate last) {
    Map<StudentId, Aspects> found = schools.allOfStudents(students, at);
    return students.stream()
        .map(
            student ->
                StudentView.figuresBetween(
                    first, last, student, Objects.requireNonNull(found.get(student)), position))
        .toList();
  }

  private Function<StudentId, Aspects> aspects(Collection<StudentId> students, @Nullable Long at) {
    if (at == null) {
      Map<String, Aspects> today = live.opened(students, Tags.STUDENT);
      return student -> Objects.requireNonNull(today.get(student.toString()));
    }
    FoldedAspects then = past.at(Tags.STUDENT, students, at);
    return student -> then.opened(student, json);
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
        @PathVariable StudentId student,
        @RequestParam(required = false) @Nullable String asOf,
        @RequestParam(required = false) @Nullable LocalDate from,
        @RequestParam(required = false) @Nullable LocalDate until) {
      return followUps.shown(student, asOf, from, until);
    }
  }
}
