package fr.jalons.assessing;

import fr.jalons.access.Visibility;
import fr.jalons.evaluation.Competencies;
import fr.jalons.evaluation.competencies.AssessCompetency;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.forms.Choices.Choice;
import fr.jalons.platform.forms.FormField;
import fr.jalons.platform.forms.FormPages;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.Directory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;

/**
 * One competency of a whole class on one page. Each student's level is a command of its own, under
 * a key of its own: what is refused of one leaves the others recorded, and sent again, nothing is
 * recorded twice.
 */
@Controller
class AssessClass {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String ADDRESS = "/classes/assessments";
  private static final String VIEW = "assessing/class";
  private static final String LEVEL = "level";
  private static final String STUDENT = "student";

  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final FormPages forms;
  private final ReadModels readModels;
  private final Competencies competencies;
  private final Directory directory;
  private final Messages messages;
  private final Clock clock;

  AssessClass(
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      FormPages forms,
      ReadModels readModels,
      Competencies competencies,
      Directory directory,
      Messages messages,
      Clock clock) {
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.forms = forms;
    this.readModels = readModels;
    this.competencies = competencies;
    this.directory = directory;
    this.messages = messages;
    this.clock = clock;
  }

  /** What became of the lines of a form. */
  private static final class Outcome {
    final List<StudentId> recorded = new ArrayList<>();
    final SequencedMap<String, List<String>> refused = new LinkedHashMap<>();
    long position;
  }

  @GetMapping(ADDRESS)
  @Allowed(who = Who.TEAM, over = Over.CLASS)
  String show(
      HttpServletRequest request,
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      Model model) {
    Map<String, List<String>> entered = FormPages.entered(request);
    entered.put(FormPages.KEY, List.of(UUID.randomUUID().toString()));
    entered.putIfAbsent("context", List.of(AssessmentContext.AP.name()));
    entered.putIfAbsent("discipline", List.of(messages.of("assessing.discipline")));
    entered.putIfAbsent("observedOn", List.of(LocalDate.now(clock).toString()));
    forms.show(shape(), Map.of(), entered, model);
    return page(structure, entered, new Outcome(), model);
  }

  @PostMapping(ADDRESS)
  @Allowed(who = Who.TEAM, over = Over.CLASS)
  String send(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      Model model,
      RedirectAttributes redirect) {
    Map<String, List<String>> entered = FormPages.entered(request);
    competencies
        .frameworkOf(FormPages.first(entered, "competency"))
        .ifPresent(framework -> entered.put("framework", List.of(framework)));
    Outcome outcome = new Outcome();
    members(structure)
        .forEach(
            (student, name) -> {
              String level = FormPages.first(entered, level(student));
              if (!level.isEmpty()) {
                assess(student, name, level, entered, outcome, request, response, model);
              }
            });
    if (outcome.recorded.isEmpty() && outcome.refused.isEmpty()) {
      Refusal nothing = Refusal.invalid(LEVEL, "assessing.nobody");
      outcome.refused.put(refused(nothing, Map.of(), entered, response, model), List.of());
    }
    readModels.await(outcome.position, PATIENCE);
    if (!outcome.refused.isEmpty()) {
      return page(structure, entered, outcome, model);
    }
    redirect.addFlashAttribute("done", AssessCompetency.class.getSimpleName());
    redirect.addFlashAttribute("recorded", outcome.recorded.size());
    redirect.addAttribute("class", directory.code(structure));
    redirect.addAttribute("school", structure.school().uai());
    return "redirect:" + ADDRESS;
  }

  private void assess(
      StudentId student,
      String name,
      String level,
      Map<String, List<String>> entered,
      Outcome outcome,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Map<String, String> address = Map.of(STUDENT, student.toString());
    Map<String, List<String>> line = new HashMap<>(entered);
    line.put(LEVEL, List.of(level));
    request.setAttribute(
        Commands.FORM_KEY, FormPages.first(entered, FormPages.KEY) + ':' + student);
    try {
      FormPages.Sent sent = forms.sent(shape(), line);
      Object command = binder.ofForm(shape(), address, sent.body(), sent.chosen()).command();
      outcome.position = Math.max(outcome.position, commands.send(command).position());
      outcome.recorded.add(student);
    } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
      String why = refused(wrong, address, line, response, model);
      outcome.refused.computeIfAbsent(why, sentence -> new ArrayList<>()).add(name);
    }
  }

  /** Has the page say what is wrong beside the fields; and in one sentence. */
  private String refused(
      RuntimeException wrong,
      Map<String, String> address,
      Map<String, List<String>> entered,
      HttpServletResponse response,
      Model model) {
    return String.join(
        " ", forms.refuse(shape(), address, entered, wrong, response, model).values());
  }

  private String page(
      StructureId structure, Map<String, List<String>> entered, Outcome outcome, Model model) {
    List<FormField> fields = fields(model);
    model.addAttribute("code", directory.code(structure));
    model.addAttribute("school", structure.school().uai());
    model.addAttribute("members", members(structure));
    model.addAttribute("levels", levels(fields));
    model.addAttribute("entered", entered);
    model.addAttribute("saved", outcome.recorded);
    model.addAttribute("refusals", outcome.refused);
    return VIEW;
  }

  /** The fields that are the same for all, without the framework, which the competency tells. */
  @SuppressWarnings("unchecked")
  private static List<FormField> fields(Model model) {
    return (List<FormField>) Optional.ofNullable(model.getAttribute("fields")).orElseThrow();
  }

  /** The steps that a rubric may have; where two say different words of one, both. */
  private static Map<String, String> levels(List<FormField> fields) {
    Map<String, String> levels = new LinkedHashMap<>();
    fields.stream()
        .filter(field -> field.name().equals(LEVEL))
        .flatMap(field -> field.choices().stream())
        .forEach(
            (Choice choice) ->
                levels.merge(choice.value(), choice.label(), (one, other) -> one + " / " + other));
    return levels;
  }

  private Map<StudentId, String> members(StructureId structure) {
    return directory.members(structure, LocalDate.now(clock));
  }

  private static String level(StudentId student) {
    return LEVEL + '-' + student;
  }

  private CommandShape shape() {
    return shapes.onPage("/students/{student}/assessments");
  }
}
