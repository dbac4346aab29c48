package fr.jalons.platform.forms;

import fr.jalons.marks.Page;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;

/**
 * Serves the forms of all commands that have a {@link Page}: what is refused stands beside its
 * field in the words of the API, and a form that is sent twice is obeyed once.
 */
@Controller
public class CommandForms implements SmartInitializingSingleton {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A parameter: the page that one comes from, and goes back to. */
  private static final String BACK = "back";

  /** A page of ours; components of the command may stand in it. */
  private static final Pattern OWN_PAGE =
      Pattern.compile("(/[\\w-]+|/\\{\\w+})+(\\?[\\w-]+=[\\w-]+(&[\\w-]+=[\\w-]+)*)?");

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final FormPages forms;
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final ReadModels readModels;
  private final ResourceLoader resources;

  CommandForms(
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      FormPages forms,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      ReadModels readModels,
      ResourceLoader resources) {
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.forms = forms;
    this.mappings = mappings;
    this.readModels = readModels;
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
    Map<String, List<String>> entered = FormPages.entered(request);
    entered.put(FormPages.KEY, List.of(UUID.randomUUID().toString()));
    forms.open(shape, address, entered, model);
    return view(shape);
  }

  String send(
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable Map<String, String> address,
      Model model,
      RedirectAttributes redirect) {
    CommandShape shape = shape(request);
    binder.requireAddress(shape, address);
    Map<String, List<String>> entered = FormPages.entered(request);
    request.setAttribute(Commands.FORM_KEY, FormPages.first(entered, FormPages.KEY));
    try {
      FormPages.Sent sent = forms.sent(shape, entered);
      CommandBinder.Bound bound = binder.ofForm(shape, address, sent.body(), sent.chosen());
      readModels.await(commands.send(bound.command()).position(), PATIENCE);
      redirect.addFlashAttribute("done", shape.type().getSimpleName());
      return "redirect:" + bound.filled(then(shape, entered));
    } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
      forms.refuse(shape, address, entered, wrong, response, model);
      return view(shape);
    }
  }

  /** Where one goes on: back to the page that has led here, if it said so. */
  private static String then(CommandShape shape, Map<String, List<String>> entered) {
    String back = FormPages.first(entered, BACK);
    boolean named =
        VARIABLE
            .matcher(back)
            .results()
            .allMatch(
                variable ->
                    shape.parts().stream().anyMatch(part -> part.name().equals(variable.group(1))));
    return named && OWN_PAGE.matcher(back).matches()
        ? back
        : Objects.requireNonNull(shape.page()).then();
  }

  private String view(CommandShape shape) {
    String own = "forms/" + shape.type().getSimpleName();
    return resources.getResource("classpath:/templates/" + own + ".html").exists()
        ? own
        : "forms/command";
  }

  private CommandShape shape(HttpServletRequest request) {
    return shapes.onPage(
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
  }
}
