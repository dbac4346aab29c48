package fr.jalons.platform.forms;

import fr.jalons.marks.Page;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the forms of all commands that have a {@link Page}: what is refused stands beside its
 * field in the words of the API, and a form that is sent twice is obeyed once.
 */
@Controller
public class CommandForms implements SmartInitializingSingleton {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String KEY = "key";

  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final FormFields fields;
  private final Problems problems;
  private final ObjectProvider<FormTitles> titles;
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final ReadModels readModels;
  private final JsonMapper json;
  private final ResourceLoader resources;

  CommandForms(
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      FormFields fields,
      Problems problems,
      ObjectProvider<FormTitles> titles,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      ReadModels readModels,
      JsonMapper json,
      ResourceLoader resources) {
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.fields = fields;
    this.problems = problems;
    this.titles = titles;
    this.mappings = mappings;
    this.readModels = readModels;
    this.json = json;
    this.resources = resources;
  }

  @Override
  public void afterSingletonsInstantiated() {
    RequestMappingHandlerMapping mapping = mappings.getObject();
    for (CommandShape shape : shapes.all()) {
      Page page = shape.page();
      if (page != null) {
        map(mapping, page.value(), RequestMethod.GET, "show");
        map(mapping, page.value(), RequestMethod.POST, "send");
      }
    }
  }

  private void map(
      RequestMappingHandlerMapping mapping, String path, RequestMethod verb, String name) {
    Method method =
        Arrays.stream(CommandForms.class.getDeclaredMethods())
            .filter(declared -> declared.getName().equals(name))
            .findFirst()
            .orElseThrow();
    mapping.registerMapping(
        RequestMappingInfo.paths(path)
            .methods(verb)
            .options(mapping.getBuilderConfiguration())
            .build(),
        this,
        method);
  }

  String show(HttpServletRequest request, @PathVariable Map<String, String> address, Model model) {
    CommandShape shape = shape(request);
    binder.requireAddress(shape, address);
    Map<String, List<String>> entered = entered(request);
    entered.put(KEY, List.of(UUID.randomUUID().toString()));
    return page(shape, new FormFields.Filling(address, entered, Map.of()), List.of(), model);
  }

  String send(
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable Map<String, String> address,
      Model model,
      RedirectAttributes redirect) {
    CommandShape shape = shape(request);
    binder.requireAddress(shape, address);
    Map<String, List<String>> entered = entered(request);
    request.setAttribute(Commands.FORM_KEY, first(entered, KEY));
    try {
      Map<CommandShape.Part, List<String>> chosen = chosen(shape, entered);
      ObjectNode body = FormBody.of(shape, entered, chosen.keySet(), json);
      CommandBinder.Bound bound = binder.ofForm(shape, address, json.treeAsTokens(body), chosen);
      readModels.await(commands.send(bound.command()).position(), PATIENCE);
      redirect.addFlashAttribute("done", shape.type().getSimpleName());
      return "redirect:" + bound.filled(Objects.requireNonNull(shape.page()).then());
    } catch (Refusal refusal) {
      return refused(shape, address, entered, problems.entries(refusal), response, model);
    } catch (ConstraintViolationException invalid) {
      return refused(shape, address, entered, problems.entries(invalid), response, model);
    } catch (JacksonException unreadable) {
      return refused(shape, address, entered, problems.entries(unreadable), response, model);
    }
  }

  /** What was picked by name, by component: it is what is meant, not what people write. */
  private Map<CommandShape.Part, List<String>> chosen(
      CommandShape shape, Map<String, List<String>> entered) {
    Map<CommandShape.Part, List<String>> chosen = new LinkedHashMap<>();
    for (CommandShape.Part part : shape.parts()) {
      if (!part.many() && fields.isChosen(shape, part)) {
        chosen.put(part, entered.getOrDefault(part.written(), List.of()));
      }
    }
    return chosen;
  }

  private String refused(
      CommandShape shape,
      Map<String, String> address,
      Map<String, List<String>> entered,
      List<Problems.Entry> faults,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    Map<String, String> errors = new LinkedHashMap<>();
    faults.forEach(fault -> errors.putIfAbsent(String.valueOf(fault.field()), fault.message()));
    return page(shape, new FormFields.Filling(address, entered, errors), faults, model);
  }

  private String page(
      CommandShape shape, FormFields.Filling filling, List<Problems.Entry> faults, Model model) {
    model.addAttribute("command", shape.type().getSimpleName());
    model.addAttribute("fields", fields.of(shape, filling));
    model.addAttribute("faults", faults);
    model.addAttribute("key", first(filling.entered(), KEY));
    model.addAttribute(
        "subject",
        titles.stream()
            .map(known -> known.subject(filling.address()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
    String own = "forms/" + shape.type().getSimpleName();
    return resources.getResource("classpath:/templates/" + own + ".html").exists()
        ? own
        : "forms/command";
  }

  private CommandShape shape(HttpServletRequest request) {
    return shapes.onPage(
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
  }

  private static Map<String, List<String>> entered(HttpServletRequest request) {
    Map<String, List<String>> entered = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> entered.put(name, List.of(values)));
    return entered;
  }

  private static String first(Map<String, List<String>> entered, String name) {
    List<String> values = entered.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
