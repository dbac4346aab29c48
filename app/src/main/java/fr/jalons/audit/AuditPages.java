package fr.jalons.audit;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.followup.ClassFollowUps;
import fr.jalons.followup.FigureTexts;
import fr.jalons.followup.Histories;
import fr.jalons.followup.Replays;
import fr.jalons.followup.StudentView;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** An auditor picks a class or a student and replays what was done, with the state beside it. */
@Controller
class AuditPages {
  private static final int STEPS = 25;

  private final Replays replays;
  private final ClassFollowUps classes;
  private final Directory directory;
  private final FigureTexts texts;
  private final Clock clock;

  AuditPages(
      Replays replays,
      ClassFollowUps classes,
      Directory directory,
      FigureTexts texts,
      Clock clock) {
    this.texts = texts;
    this.replays = replays;
    this.classes = classes;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What of a replay is shown.
   *
   * @param from first day
   * @param until last day
   */
  record Filter(
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
      @Nullable String type,
      @Nullable String actor,
      @Nullable Long after) {

    Predicate<StoredEvent> in(Clock clock) {
      return event -> {
        LocalDate day = day(event.recordedAt(), clock);
        String who = event.metadata().getOrDefault("actor", "");
        return (from == null || !day.isBefore(from))
            && (until == null || !day.isAfter(until))
            && (blank(type) || event.type().equals(type))
            && (blank(actor) || who.contains(String.valueOf(actor).strip()));
      };
    }

    private static LocalDate day(Instant at, Clock clock) {
      return at.atZone(clock.getZone()).toLocalDate();
    }

    private static boolean blank(@Nullable String text) {
      return text == null || text.isBlank();
    }

    long start() {
      return after == null ? 0 : Math.max(0, after);
    }
  }

  /**
   * One figure of a state.
   *
   * @param key of its name in the bundles
   * @param before null if it is as it was
   */
  record Line(String key, @Nullable String before, String value) {}

  /** A step as the page shows it. */
  record Row(Histories.Entry event, List<Line> state) {}

  @GetMapping("/audit")
  @Allowed(who = Who.AUDITORS, over = Over.SCHOOL)
  String pick(Model model) {
    model.addAttribute("classes", directory.classes(LocalDate.now(clock)));
    return "audit/pick";
  }

  @GetMapping("/audit/students/{student}")
  @Allowed(who = Who.AUDITORS, over = Over.STUDENT)
  String student(@PathVariable StudentId student, Filter filter, Model model) {
    Replays.Page<StudentView> page =
        replays.student(student, filter.in(clock), filter.start(), STEPS);
    model.addAttribute("name", directory.name(student));
    model.addAttribute("student", student);
    return replay(page, this::figures, filter, model);
  }

  @GetMapping({"/audit/classes/{code}", "/audit/classes"})
  @Allowed(who = Who.AUDITORS, over = Over.CLASS)
  String schoolClass(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Filter filter, Model model) {
    ClassFollowUps.View today = classes.view(structure);
    Replays.Page<ClassFollowUps.View> page =
        replays.schoolClass(today, filter.in(clock), filter.start(), STEPS);
    model.addAttribute("name", structure.code());
    model.addAttribute("schoolClass", structure);
    model.addAttribute("members", directory.names(page.students()));
    return replay(page, this::figures, filter, model);
  }

  private static <S> String replay(
      Replays.Page<S> page, Function<S, Map<String, String>> figures, Filter filter, Model model) {
    model.addAttribute(
        "rows",
        page.steps().stream()
            .map(
                step ->
                    new Row(
                        step.event(),
                        lines(figures.apply(step.before()), figures.apply(step.after()))))
            .toList());
    model.addAttribute("filter", filter);
    model.addAttribute("types", page.types());
    model.addAttribute("next", page.next());
    return "audit/replay";
  }

  private Map<String, String> figures(StudentView view) {
    Map<String, String> figures = new LinkedHashMap<>();
    view.figures().forEach(f -> figures.put("figure." + f.key(), texts.of(f.value())));
    return figures;
  }

  private Map<String, String> figures(ClassFollowUps.View view) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("audit.students", Integer.toString(view.students().size()));
    view.indicators().stream()
        .filter(indicator -> indicator.by() == null)
        .forEach(indicator -> figures.put("indicator." + indicator.code(), text(indicator)));
    return figures;
  }

  private static String text(IndicatorLine indicator) {
    return "%s (%s / %s)"
        .formatted(
            FigureTexts.percent(indicator.value()), indicator.numerator(), indicator.denominator());
  }

  private static List<Line> lines(Map<String, String> before, Map<String, String> after) {
    return after.entrySet().stream()
        .map(
            figure -> {
              String was = before.get(figure.getKey());
              boolean same = figure.getValue().equals(was);
              return new Line(figure.getKey(), same ? null : was, figure.getValue());
            })
        .toList();
  }
}
