package fr.jalons.sittings;

import fr.jalons.access.Permitted;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.alerts.DecideOnNewAlert;
import fr.jalons.evaluation.alerts.DecideRegulation;
import fr.jalons.evaluation.alerts.RaiseAlert;
import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.StudentId;
import fr.jalons.followup.StudentBrief;
import fr.jalons.followup.StudentView;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.forms.FormPages;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Messages;
import fr.jalons.platform.web.Problems;
import fr.jalons.printing.PrintedPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;

/**
 * The students of a class council, a stage review or the group against dropping out, one line or
 * one page each. What is decided goes on file by the commands that there are; the minutes are read
 * from there, so that they hold no text and no name of their own.
 */
@Controller
class SittingPages {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String KEY = FormPages.KEY;
  private static final String RAISE = "/alerts/new";
  private static final String DECIDE = "/alerts/{alert}/decisions";

  private final Sittings sittings;
  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final FormPages forms;
  private final Problems problems;
  private final Messages messages;
  private final ReadModels readModels;
  private final PrintedPages printed;
  private final Permitted permitted;
  private final Visibility visibility;
  private final Clock clock;

  SittingPages(
      Sittings sittings,
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      FormPages forms,
      Problems problems,
      Messages messages,
      ReadModels readModels,
      PrintedPages printed,
      Permitted permitted,
      Visibility visibility,
      Clock clock) {
    this.sittings = sittings;
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.forms = forms;
    this.problems = problems;
    this.messages = messages;
    this.readModels = readModels;
    this.printed = printed;
    this.permitted = permitted;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * One student on the list.
   *
   * @param said what was put on file about them in this sitting
   */
  record Line(String name, StudentId student, StudentBrief brief, Said said) {}

  /** What stands in the fields of the form, or why it is refused. */
  record Fields(
      @Nullable String alert,
      @Nullable String seen,
      @Nullable String verdict,
      @Nullable String text,
      @Nullable String reviewOn) {

    static Fields of(Map<String, List<String>> all) {
      return new Fields(
          field(all, "alert"),
          field(all, "seen"),
          field(all, "verdict"),
          field(all, "text"),
          field(all, "reviewOn"));
    }

    private static @Nullable String field(Map<String, List<String>> all, String name) {
      return all.containsKey(name) ? FormPages.first(all, name) : null;
    }
  }

  @GetMapping("/sittings/{record}")
  @Allowed(who = Who.STAFF, over = Over.RECORD)
  String list(@PathVariable UUID record, HttpServletRequest request, Model model) {
    Sitting sitting = sittings.find(record);
    if (isTooFar(sitting)) {
      return askWhy(request);
    }
    model.addAttribute("sitting", sitting);
    model.addAttribute("lines", lines(sitting));
    return "sittings/list";
  }

  private List<Line> lines(Sitting sitting) {
    return sittings.views(sitting, sitting.students().keySet()).stream()
        .map(
            view -> {
              String name = Objects.requireNonNull(sitting.students().get(view.student()));
              return new Line(name, view.student(), brief(view), Said.of(sitting, view, name));
            })
        .toList();
  }

  @GetMapping("/sittings/{record}/student")
  @Allowed(who = Who.STAFF, over = Over.RECORD)
  String student(
      @PathVariable UUID record,
      @RequestParam StudentId student,
      HttpServletRequest request,
      Model model) {
    Sitting sitting = sittings.find(record);
    if (isTooFar(sitting)) {
      return askWhy(request);
    }
    model.addAttribute("entered", Fields.of(Map.of()));
    model.addAttribute("errors", Fields.of(Map.of()));
    model.addAttribute("refusals", List.of());
    return student(sitting, view(sitting, student), model);
  }

  private StudentBrief brief(StudentView view) {
    return StudentBrief.of(view, LocalDate.now(clock));
  }

  private StudentView view(Sitting sitting, StudentId student) {
    if (!sitting.students().containsKey(student)) {
      throw Refusal.notFound("access.out-of-reach");
    }
    return sittings.views(sitting, List.of(student)).getFirst();
  }

  private String student(Sitting sitting, StudentView view, Model model) {
    String name = Objects.requireNonNull(sitting.students().get(view.student()));
    model.addAttribute("sitting", sitting);
    model.addAttribute("steps", sitting.steps(view.student()));
    model.addAttribute("student", view.student());
    model.addAttribute("brief", brief(view));
    model.addAttribute("name", name);
    model.addAttribute("said", Said.of(sitting, view, name));
    model.addAttribute("verdicts", Verdict.values());
    model.addAttribute("mayRaise", permitted.may(RaiseAlert.class.getSimpleName()));
    model.addAttribute(KEY, UUID.randomUUID().toString());
    return "sittings/student";
  }

  @GetMapping("/sittings/{record}/minutes")
  @Allowed(who = Who.STAFF, over = Over.RECORD)
  Object minutes(
      @PathVariable UUID record,
      @RequestParam(required = false) @Nullable String print,
      HttpServletRequest request,
      Model model) {
    Sitting sitting = sittings.find(record);
    if (isTooFar(sitting)) {
      return askWhy(request);
    }
    List<Said> all = lines(sitting).stream().map(Line::said).toList();
    List<Said> told = all.stream().filter(said -> !said.isEmpty()).toList();
    model.addAttribute("sitting", sitting);
    model.addAttribute("told", told);
    model.addAttribute("others", all.stream().filter(Said::isEmpty).map(Said::name).toList());
    model.addAttribute(
        "summary",
        messages.of(
            "sittings.summary",
            all.size(),
            told.stream().mapToInt(said -> said.decisions().size()).sum(),
            told.stream().mapToInt(said -> said.reviews().size()).sum(),
            told.stream().mapToInt(said -> said.strengths().size()).sum()
                + told.stream().mapToInt(said -> said.recognitions().size()).sum()));
    return print == null ? "sittings/minutes" : printed.of("sittings/minutes");
  }

  /** A decision about a student, on an alert that waits or on one that is raised for it. */
  @PostMapping("/sittings/{record}/decisions")
  @Allowed(who = Who.STEERING_AND_CPE, over = Over.RECORD)
  String decide(
      @PathVariable UUID record,
      @RequestParam StudentId student,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    Sitting sitting = sittings.find(record);
    if (isTooFar(sitting)) {
      return askWhy("/sittings/" + record + "/student?student=" + student);
    }
    StudentView view = view(sitting, student);
    Map<String, List<String>> entered = FormPages.entered(request);
    try {
      readModels.await(send(sitting, view, entered, request), PATIENCE);
    } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
      Map<String, List<String>> errors = new LinkedHashMap<>();
      problems
          .entries(wrong)
          .forEach(
              fault -> errors.putIfAbsent(String.valueOf(fault.field()), List.of(fault.message())));
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("entered", Fields.of(entered));
      model.addAttribute("errors", Fields.of(errors));
      model.addAttribute(
          "refusals", errors.values().stream().flatMap(List::stream).distinct().toList());
      return student(sitting, view, model);
    }
    redirect.addFlashAttribute("done", DecideRegulation.class.getSimpleName());
    redirect.addAttribute("student", student.toString());
    return "redirect:/sittings/" + record + "/student";
  }

  /** Both commands are read before they are sent, as one: an alert is not raised for nothing. */
  private long send(
      Sitting sitting,
      StudentView view,
      Map<String, List<String>> entered,
      HttpServletRequest request) {
    if (sitting.isReview()) {
      throw Refusal.notFound("sittings.none");
    }
    String alert = FormPages.first(entered, "alert");
    RaiseAlert raise = null;
    if (alert.isEmpty()) {
      raise = raise(view, entered, request);
      alert = raise.alert().toString();
    } else if (waiting(view).noneMatch(alert::equals)) {
      throw Refusal.invalid("alert", "sittings.alert-unknown");
    }
    Map<String, List<String>> decision = new LinkedHashMap<>();
    List.of("verdict", "text", "reviewOn")
        .forEach(field -> decision.put(field, List.of(FormPages.first(entered, field))));
    decision.put("scale", List.of(DecisionScale.STUDENT.name()));
    decision.put("body", List.of(String.valueOf(sitting.getBody())));
    decision.put("meeting", List.of(sitting.getId().toString()));
    decision.put("decidedOn", List.of(sitting.getDay().toString()));
    DecideRegulation decide =
        (DecideRegulation) command(DECIDE, Map.of("alert", alert), decision, entered, request);
    return commands.send(raise == null ? decide : new DecideOnNewAlert(raise, decide)).position();
  }

  /** Sent twice it is obeyed once; what is new gets an identifier by the page of its command. */
  private static void key(
      String page, Map<String, List<String>> entered, HttpServletRequest request) {
    request.setAttribute(Commands.FORM_KEY, FormPages.first(entered, KEY) + ':' + page);
  }

  private RaiseAlert raise(
      StudentView view, Map<String, List<String>> entered, HttpServletRequest request) {
    if (!permitted.may(RaiseAlert.class.getSimpleName())) {
      throw Refusal.invalid("alert", "sittings.alert-needed");
    }
    String seen = FormPages.first(entered, "seen");
    if (seen.isBlank()) {
      throw Refusal.invalid("seen", "sittings.seen-needed");
    }
    Map<String, List<String>> alert = new LinkedHashMap<>();
    alert.put("studentId", List.of(view.student().toString()));
    alert.put("text", List.of(seen));
    return (RaiseAlert) command(RAISE, Map.of(), alert, entered, request);
  }

  private Stream<String> waiting(StudentView view) {
    return brief(view).waiting().stream().map(alert -> alert.id().toString());
  }

  private Object command(
      String page,
      Map<String, String> address,
      Map<String, List<String>> fields,
      Map<String, List<String>> entered,
      HttpServletRequest request) {
    CommandShape shape = shapes.onPage(page);
    key(page, entered, request);
    FormPages.Sent sent = forms.sent(shape, fields);
    return binder.ofForm(shape, address, sent.body(), sent.chosen()).command();
  }

  /** A meeting itself tells of no student, so the guard has asked nobody for a reason. */
  private boolean isTooFar(Sitting sitting) {
    return !visibility.isCloseTo(sitting.structures());
  }

  private static String askWhy(HttpServletRequest request) {
    String query = request.getQueryString();
    return askWhy(request.getRequestURI() + (query == null ? "" : '?' + query));
  }

  private static String askWhy(String address) {
    return "redirect:/reasons?address=" + UriUtils.encode(address, StandardCharsets.UTF_8);
  }
}
