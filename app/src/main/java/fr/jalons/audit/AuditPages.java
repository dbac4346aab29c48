package fr.jalons.audit;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.followup.ClassFollowUps;
import fr.jalons.followup.EventWords;
import fr.jalons.followup.FigureTexts;
import fr.jalons.followup.Replays;
import fr.jalons.followup.StudentView;
import fr.jalons.followup.TimeBar;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.IndicatorTexts;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
  private final EventWords words;
  private final PostgresEventStorageEngine log;
  private final ClassFollowUps classes;
  private final Directory directory;
  private final FigureTexts texts;
  private final IndicatorTexts indicatorTexts;
  private final Clock clock;

  AuditPages(
      Replays replays,
      EventWords words,
      PostgresEventStorageEngine log,
      ClassFollowUps classes,
      Directory directory,
      FigureTexts texts,
      IndicatorTexts indicatorTexts,
      Clock clock) {
    this.texts = texts;
    this.indicatorTexts = indicatorTexts;
    this.replays = replays;
    this.words = words;
    this.log = log;
    this.classes = classes;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What of a replay is shown.
   *
   * @param from first day
   * @param until last day
   * @param after the position after which a page begins
   * @param step the position of the one event that is shown; null for a page of them
   */
  record Filter(
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
      @Nullable String type,
      @Nullable String actor,
      @Nullable Long after,
      @Nullable Long step) {

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
      if (step != null) {
        return Math.max(0, step - 1);
      }
      return after == null ? 0 : Math.max(0, after);
    }

    int length() {
      return step == null ? STEPS : 1;
    }
  }

  /**
   * One figure of a state.
   *
   * @param key of its name in the bundles
   * @param before null if it is as it was
   */
  record Line(String key, @Nullable String before, String value) {
    boolean changed() {
      return before != null;
    }
  }

  /**
   * A step as the page shows it.
   *
   * @param payload as it stands in the log
   * @param changes the figures that it changed
   * @param state all figures after it
   */
  record Row(EventWords.Told event, String payload, List<Line> changes, List<Line> state) {}

  @GetMapping("/audit")
  @Allowed(who = Who.AUDITORS, over = Over.SCHOOL)
  String pick(Model model) {
    model.addAttribute("classes", directory.classes(LocalDate.now(clock)));
    model.addAttribute("head", log.head());
    return "audit/pick";
  }

  @GetMapping("/audit/students/{student}")
  @Allowed(who = Who.AUDITORS, over = Over.STUDENT)
  String student(@PathVariable StudentId student, Filter filter, Model model) {
    Replays.Page<StudentView> page =
        replays.student(student, filter.in(clock), filter.start(), filter.length());
    model.addAttribute("name", directory.name(student));
    model.addAttribute("student", student);
    return replay(page, student, this::figures, filter, model);
  }

  @GetMapping({"/audit/classes/{code}", "/audit/classes"})
  @Allowed(who = Who.AUDITORS, over = Over.CLASS)
  String schoolClass(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Filter filter, Model model) {
    ClassFollowUps.View today = classes.view(structure);
    Replays.Page<ClassFollowUps.View> page =
        replays.schoolClass(today, filter.in(clock), filter.start(), filter.length());
    model.addAttribute("name", today.code());
    model.addAttribute("schoolClass", today);
    model.addAttribute("members", directory.names(page.students()));
    return replay(page, null, this::figures, filter, model);
  }

  private <S> String replay(
      Replays.Page<S> page,
      @Nullable StudentId student,
      Function<S, Map<String, String>> figures,
      Filter filter,
      Model model) {
    List<EventWords.Told> told =
        words.of(page.steps().stream().map(Replays.Step::event).toList(), student);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Replays.Step<S> step = page.steps().get(i);
      List<Line> state = lines(figures.apply(step.before()), figures.apply(step.after()));
      rows.add(
          new Row(
              told.get(i),
              step.event().payload(),
              state.stream().filter(Line::changed).toList(),
              state));
    }
    model.addAttribute("rows", rows);
    model.addAttribute("filter", filter);
    model.addAttribute("types", page.types());
    model.addAttribute("actors", words.names(page.actors()));
    model.addAttribute("head", log.head());
    model.addAttribute("start", filter.start());
    time(page, filter, model);
    return "audit/replay";
  }

  /** Where the page stands in time, and the ways on and back. */
  private void time(Replays.Page<?> page, Filter filter, Model model) {
    List<Replays.Point> all = page.all();
    model.addAttribute("count", all.size());
    if (all.isEmpty() || page.steps().isEmpty()) {
      return;
    }
    long shown = page.steps().getFirst().event().position();
    int at = all.stream().map(Replays.Point::position).toList().indexOf(shown);
    model.addAttribute("at", at + 1);
    int back = at - filter.length();
    int on = at + page.steps().size();
    boolean stepping = filter.step() != null;
    if (at > 0) {
      int first = Math.max(0, back);
      long previous = all.get(first).position();
      model.addAttribute("previous", stepping ? previous : previous - 1);
    }
    if (on < all.size()) {
      model.addAttribute("next", stepping ? all.get(on).position() : all.get(on - 1).position());
    }
    List<LocalDate> days = all.stream().map(point -> Filter.day(point.at(), clock)).toList();
    model.addAttribute("bar", TimeBar.of(days.stream().distinct().sorted().toList(), days.get(at)));
    model.addAttribute(
        "months", days.stream().map(day -> day.withDayOfMonth(1)).distinct().sorted().toList());
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

  private String text(IndicatorLine indicator) {
    String parts = indicatorTexts.parts(indicator);
    String value = indicatorTexts.value(indicator);
    return parts.isEmpty() ? value : value + " (" + parts + ')';
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
