package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.aspects.Refolding;
import fr.jalons.printing.PrintedPages;
import fr.jalons.school.Directory;
import fr.jalons.school.students.StudentMemberships;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages of follow-up: classes, a class, a student, their history. With {@code ?print}, a class
 * or student comes as a PDF.
 */
@Controller
class FollowUpPages {
  private static final int EVENTS_PER_PAGE = 50;

  private final ClassFollowUps classes;
  private final StudentFollowUps students;
  private final Histories histories;
  private final Directory directory;
  private final Refolding refolding;
  private final FigureTexts texts;
  private final PrintedPages printed;
  private final Clock clock;

  FollowUpPages(
      ClassFollowUps classes,
      StudentFollowUps students,
      Histories histories,
      Directory directory,
      Refolding refolding,
      FigureTexts texts,
      PrintedPages printed,
      Clock clock) {
    this.classes = classes;
    this.students = students;
    this.histories = histories;
    this.directory = directory;
    this.refolding = refolding;
    this.texts = texts;
    this.printed = printed;
    this.clock = clock;
  }

  @GetMapping("/classes")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  String classes(Model model) {
    model.addAttribute("classes", directory.classes(LocalDate.now(clock)));
    return "followup/classes";
  }

  @GetMapping({"/classes/{code}", "/classes/follow-up"})
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  Object schoolClass(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate until,
      @RequestParam(required = false) @Nullable List<String> columns,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    String moment = given(asOf);
    ClassFollowUps.View view = classes.view(structure, moment, from, until);
    Map<StudentId, String> names =
        directory.names(view.students().stream().map(StudentView::student).toList());
    List<StudentView> byName =
        view.students().stream()
            .sorted(
                Comparator.comparing(
                    s -> names.get(s.student()), Collator.getInstance(Locale.FRENCH)))
            .toList();
    model.addAttribute("view", view);
    model.addAttribute("structure", structure);
    model.addAttribute("students", byName);
    model.addAttribute("names", names);
    model.addAttribute("asOf", moment);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    model.addAttribute("texts", texts);
    model.addAttribute("columns", columns(view.students(), columns));
    addSections(view.parts(), moment, model);
    return print == null ? "followup/class" : printed.of("followup/class");
  }

  @GetMapping("/students/{student}")
  @Allowed(who = Who.READERS, over = Over.STUDENT)
  Object student(
      @PathVariable StudentId student,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    String moment = given(asOf);
    StudentView view = students.view(student, moment);
    model.addAttribute("view", view);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("asOf", moment);
    StructureId schoolClass = view.aspects().one(StudentMemberships.class).schoolClass();
    model.addAttribute("schoolClass", schoolClass);
    addSections(view.parts(), moment, model);
    return print == null ? "followup/student" : printed.of("followup/student");
  }

  @GetMapping("/students/{student}/history")
  @Allowed(who = Who.READERS, over = Over.STUDENT)
  String history(
      @PathVariable StudentId student, @RequestParam(defaultValue = "0") long after, Model model) {
    model.addAttribute("student", student);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("page", histories.of(student, Math.max(0, after), EVENTS_PER_PAGE));
    return "followup/history";
  }

  /** What has a section of its own, under the column of the grid that it belongs to. */
  private void addSections(List<Part> parts, @Nullable String moment, Model model) {
    model.addAttribute("sections", Part.byColumn(parts));
    model.addAttribute("unfinished", moment == null && !refolding.unfinished().isEmpty());
  }

  /** The figures that were asked for, or else those meant for the table. */
  private static List<String> columns(List<StudentView> students, @Nullable List<String> wanted) {
    return students.stream()
        .flatMap(student -> student.figures().stream())
        .filter(figure -> wanted == null ? figure.column() : wanted.contains(figure.key()))
        .map(Figure::key)
        .distinct()
        .toList();
  }

  /** An empty field of a form says nothing. */
  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
