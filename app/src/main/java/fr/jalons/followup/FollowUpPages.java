package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.evaluation.Competencies;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.school.Directory;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of follow-up: classes, a class, a student, his history. */
@Controller
class FollowUpPages {
  private static final int EVENTS_PER_PAGE = 50;

  private final ClassFollowUps classes;
  private final StudentFollowUps.Endpoint students;
  private final Histories histories;
  private final Directory directory;
  private final Competencies competencies;
  private final Clock clock;

  FollowUpPages(
      ClassFollowUps classes,
      StudentFollowUps.Endpoint students,
      Histories histories,
      Directory directory,
      Competencies competencies,
      Clock clock) {
    this.classes = classes;
    this.students = students;
    this.histories = histories;
    this.directory = directory;
    this.competencies = competencies;
    this.clock = clock;
  }

  @ModelAttribute
  void zone(Model model) {
    model.addAttribute("zone", clock.getZone());
  }

  @GetMapping("/classes")
  String classes(Model model) {
    model.addAttribute("classes", directory.classes(LocalDate.now(clock)));
    return "followup/classes";
  }

  @GetMapping("/classes/{code}")
  String schoolClass(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam(required = false) @Nullable String asOf,
      Model model) {
    String moment = given(asOf);
    ClassFollowUps.View view = classes.view(structure, moment);
    Map<StudentId, String> names =
        directory.names(view.students().stream().map(StudentView::student).toList());
    List<StudentView> byName =
        view.students().stream()
            .sorted(
                Comparator.comparing(
                    s -> names.get(s.student()), Collator.getInstance(Locale.FRENCH)))
            .toList();
    model.addAttribute("view", view);
    model.addAttribute("students", byName);
    model.addAttribute("names", names);
    model.addAttribute("asOf", moment);
    return "followup/class";
  }

  @GetMapping("/students/{student}")
  String student(
      @PathVariable StudentId student,
      @RequestParam(required = false) @Nullable String asOf,
      Model model) {
    String moment = given(asOf);
    StudentView view = students.view(student, moment);
    model.addAttribute("view", view);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("asOf", moment);
    model.addAttribute("labels", competencies.labels());
    model.addAttribute(
        "classCode",
        view.memberships().stream()
            .filter(m -> m.until() == null)
            .map(Facts.Membership::structure)
            .filter(structure -> structure.kind() == StructureId.Kind.CLASS)
            .map(StructureId::code)
            .findFirst()
            .orElse(null));
    return "followup/student";
  }

  @GetMapping("/students/{student}/history")
  String history(
      @PathVariable StudentId student, @RequestParam(defaultValue = "0") long after, Model model) {
    model.addAttribute("student", student);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("page", histories.of(student, Math.max(0, after), EVENTS_PER_PAGE));
    return "followup/history";
  }

  /** An empty field of a form says nothing. */
  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
