package fr.jalons.followup;

import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.YearSwitch;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.aspects.Refolding;
import fr.jalons.printing.PrintedPages;
import fr.jalons.regulation.AlertCards;
import fr.jalons.regulation.Alerts;
import fr.jalons.school.Directory;
import fr.jalons.school.students.Called;
import fr.jalons.school.students.DeclaredStructure;
import fr.jalons.school.students.StudentMemberships;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The pages of follow-up: classes, a class, a student, their history. With {@code ?print}, a class
 * or student comes as a PDF.
 */
@Controller
class FollowUpPages {
  private static final int EVENTS_PER_PAGE = 50;

  /** What is printed of a student for a council or a family: one page in plain words. */
  private static final String SHEET = "sheet";

  /** Levels, attendance, works, project, and what was said before. */
  private static final Set<String> ON_REVIEW_SHEET =
      Set.of(
          "positionings",
          "competencies",
          "sessions",
          "personalWork",
          "project",
          "needs",
          "strengths",
          "reviews");

  private final ClassFollowUps classes;
  private final StudentFollowUps students;
  private final Histories histories;
  private final Directory directory;
  private final Refolding refolding;
  private final FigureTexts texts;
  private final PrintedPages printed;
  private final YearSwitch years;
  private final Alerts alerts;
  private final AlertCards cards;
  private final Visibility visibility;
  private final EventWords words;
  private final Moments moments;
  private final Clock clock;

  FollowUpPages(
      ClassFollowUps classes,
      StudentFollowUps students,
      Histories histories,
      Directory directory,
      Refolding refolding,
      FigureTexts texts,
      PrintedPages printed,
      YearSwitch years,
      Alerts alerts,
      AlertCards cards,
      Visibility visibility,
      EventWords words,
      Moments moments,
      Clock clock) {
    this.classes = classes;
    this.students = students;
    this.histories = histories;
    this.directory = directory;
    this.refolding = refolding;
    this.texts = texts;
    this.printed = printed;
    this.years = years;
    this.alerts = alerts;
    this.cards = cards;
    this.visibility = visibility;
    this.words = words;
    this.moments = moments;
    this.clock = clock;
  }

  @GetMapping("/classes")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  String classes(
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate until,
      Model model) {
    LocalDate day = Objects.requireNonNullElseGet(until, () -> LocalDate.now(clock));
    List<Directory.ClassOfSchool> classes = directory.classes(day);
    List<String> schools =
        classes.stream().map(Directory.ClassOfSchool::school).distinct().toList();
    model.addAttribute("classes", classes);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    model.addAttribute(
        "years",
        schools.size() == 1
            ? years.ofPeriods(new SchoolId(schools.getFirst()), "/classes", from)
            : List.of());
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
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    String moment = given(asOf);
    ClassFollowUps.View view = classes.figures(structure, moment, from, until);
    Map<StudentId, String> names =
        directory.names(view.students().stream().map(StudentView::student).toList());
    model.addAttribute("view", view);
    model.addAttribute("structure", structure);
    model.addAttribute("scope", RecordScope.of(structure).toString());
    model.addAttribute("table", ClassTable.of(view.students(), names, texts, columns, sort));
    model.addAttribute("asOf", moment);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    model.addAttribute("columns", columns);
    model.addAttribute("sort", sort);
    model.addAttribute(
        "years",
        years.ofPeriods(
            view.school(),
            UriComponentsBuilder.fromPath("/classes/follow-up")
                .queryParam("class", "{code}")
                .queryParam("school", view.school())
                .encode()
                .buildAndExpand(view.code())
                .toUriString(),
            view.period().from()));
    addSections(view.parts(), moment, model);
    if (moment == null && !visibility.aggregatesOnly()) {
      model.addAttribute(
          "regulation",
          cards.withoutCurves(
              alerts.find(
                  new Alerts.Wanted(
                      view.code(), null, null, view.school(), null, null, null, null, null))));
    }
    return print == null ? "followup/class" : printed.of("followup/class");
  }

  @GetMapping("/students/{student}")
  @Allowed(who = Who.READERS, over = Over.STUDENT)
  Object student(
      @PathVariable StudentId student,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate until,
      @RequestParam(name = "moment", required = false) @Nullable Integer step,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    List<LocalDate> days = histories.days(student);
    String moment = moment(asOf, step, days);
    model.addAttribute(
        "time", TimeBar.of(days, moment == null ? LocalDate.MAX : moments.day(moment)));
    StudentView view = students.shown(student, moment, from, until);
    model.addAttribute("view", view);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("asOf", moment);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    StudentMemberships memberships = view.aspects().one(StudentMemberships.class);
    StructureId schoolClass = memberships.schoolClass();
    model.addAttribute("years", years(student, memberships, from));
    model.addAttribute("schoolClass", schoolClass == null ? null : called(schoolClass, view));
    addSections(view.parts(), moment, model);
    LocalDate today = LocalDate.now(clock);
    model.addAttribute("today", today);
    StudentBrief brief = StudentBrief.of(view, today);
    model.addAttribute("brief", brief);
    model.addAttribute("family", !visibility.familyAudiences().isEmpty());
    model.addAttribute("strip", AttendanceStrip.of(brief.attendance(), view.aspects()));
    model.addAttribute("charts", CompetencyCharts.of(brief.competencies(), words::names));
    if (SHEET.equals(print)) {
      return printed.of("followup/sheet");
    }
    return print == null ? "followup/student" : printed.of("followup/student");
  }

  /** What a stage review begins with, on paper (S28): the file so far, and room to write. */
  @GetMapping("/students/{student}/review-sheet")
  @Allowed(who = Who.TEAM_AND_PSYEN, over = Over.STUDENT)
  Object reviewSheet(@PathVariable StudentId student, Model model) {
    StudentView view = students.shown(student, null, null, null);
    model.addAttribute("view", view);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("day", LocalDate.now(clock));
    model.addAttribute("topics", List.of("strengths", "summary", "next", "present"));
    addSections(
        view.parts().stream().filter(part -> ON_REVIEW_SHEET.contains(part.name())).toList(),
        null,
        model);
    return printed.of("followup/review-sheet");
  }

  /** Those of the school where the student is, or was last. */
  private List<YearSwitch.Link> years(
      StudentId student, StudentMemberships memberships, @Nullable LocalDate from) {
    return memberships.structures().stream()
        .reduce((former, latter) -> latter)
        .map(last -> years.ofYears(last.school(), "/students/" + student, from))
        .orElse(List.of());
  }

  private static Called called(StructureId schoolClass, StudentView view) {
    return view.aspects().other(schoolClass, DeclaredStructure.class).called(schoolClass);
  }

  @GetMapping("/students/{student}/history")
  @Allowed(who = Who.READERS, over = Over.STUDENT)
  String history(
      @PathVariable StudentId student,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(defaultValue = "0") long after,
      Model model) {
    String wanted = given(type);
    Histories.Page page = histories.of(student, wanted, Math.max(0, after), EVENTS_PER_PAGE);
    model.addAttribute("student", student);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("types", histories.types(student));
    model.addAttribute("type", wanted);
    model.addAttribute(
        "days",
        words.of(page.events(), student).stream()
            .collect(
                Collectors.groupingBy(
                    EventWords.Told::day, LinkedHashMap::new, Collectors.toList())));
    model.addAttribute("next", page.next());
    return "followup/history";
  }

  /** The day of a step of the slider; the last step is today. */
  private static @Nullable String moment(
      @Nullable String asOf, @Nullable Integer step, List<LocalDate> days) {
    if (step == null) {
      return given(asOf);
    }
    return step >= days.size() - 1 ? null : days.get(Math.max(0, step)).toString();
  }

  /** What has a section of its own, under the column of the grid that it belongs to. */
  private void addSections(List<Part> parts, @Nullable String moment, Model model) {
    model.addAttribute("sections", Part.byColumn(parts));
    model.addAttribute("unfinished", moment == null && !refolding.unfinished().isEmpty());
  }

  /** An empty field of a form says nothing. */
  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
