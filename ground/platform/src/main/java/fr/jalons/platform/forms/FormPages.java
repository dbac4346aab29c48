package fr.jalons.platform.forms;

import fr.jalons.marks.Happened;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShape.Part;
import fr.jalons.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** What all forms of commands share: their fields, what they send, and what was refused. */
@Component
public class FormPages {
  /** The field that makes a form that is sent twice count once. */
  public static final String KEY = "key";

  private final FormFields fields;
  private final Problems problems;
  private final ObjectProvider<FormTitles> titles;
  private final ObjectProvider<FormContents> contents;
  private final JsonMapper json;
  private final Clock clock;

  FormPages(
      FormFields fields,
      Problems problems,
      ObjectProvider<FormTitles> titles,
      ObjectProvider<FormContents> contents,
      JsonMapper json,
      Clock clock) {
    this.fields = fields;
    this.problems = problems;
    this.titles = titles;
    this.contents = contents;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What a form sent.
   *
   * @param body what a program would send
   * @param chosen what was picked by name, which stands for itself
   */
  public record Sent(JsonParser body, Map<Part, List<String>> chosen) {}

  /**
   * The parameters of a request. What a form sends counts more than what its address has filled in,
   * which browsers send again: it comes first.
   */
  public static Map<String, List<String>> entered(HttpServletRequest request) {
    Map<String, List<String>> entered = new LinkedHashMap<>();
    Map<String, List<String>> address = ofAddress(request);
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              int filled = address.getOrDefault(name, List.of()).size();
              List<String> all = List.of(values);
              entered.put(name, filled < all.size() ? all.subList(filled, all.size()) : all);
            });
    return entered;
  }

  private static Map<String, List<String>> ofAddress(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || !request.getMethod().equals("POST")
        ? Map.of()
        : UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
  }

  /** The first value of a parameter; empty if there is none. */
  public static String first(Map<String, List<String>> entered, String name) {
    List<String> values = entered.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** What was entered, as it is read. */
  public Sent sent(CommandShape shape, Map<String, List<String>> entered) {
    Map<Part, List<String>> chosen = new LinkedHashMap<>();
    for (Part part : shape.parts()) {
      if (!part.many() && fields.isChosen(shape, part)) {
        chosen.put(part, entered.getOrDefault(part.written(), List.of()));
      }
    }
    return new Sent(json.treeAsTokens(FormBody.of(shape, entered, chosen.keySet(), json)), chosen);
  }

  /**
   * Has a page show the form to somebody who begins: filled with what stands, if it changes
   * something, and with today, if it asks for the day on which something happened.
   *
   * @param entered by the address, which counts more
   */
  public void open(
      CommandShape shape,
      Map<String, String> address,
      Map<String, List<String>> entered,
      Model model) {
    show(shape, address, today(shape), entered, model);
  }

  /**
   * Has a page show the form, filled with what stands, if it changes something, and was entered.
   */
  public void show(
      CommandShape shape,
      Map<String, String> address,
      Map<String, List<String>> entered,
      Model model) {
    show(shape, address, Map.of(), entered, model);
  }

  private void show(
      CommandShape shape,
      Map<String, String> address,
      Map<String, List<String>> begun,
      Map<String, List<String>> entered,
      Model model) {
    Map<String, List<String>> standing = standing(shape, address);
    Map<String, List<String>> filled = new LinkedHashMap<>(begun);
    filled.putAll(standing);
    filled.putAll(entered);
    show(shape, new FormFields.Filling(address, standing, filled, Map.of()), List.of(), model);
  }

  private Map<String, List<String>> today(CommandShape shape) {
    Map<String, List<String>> today = new LinkedHashMap<>();
    for (Part part : shape.parts()) {
      if (part.component().isAnnotationPresent(Happened.class)) {
        today.put(part.written(), List.of(LocalDate.now(clock).toString()));
      }
    }
    return today;
  }

  /**
   * Has a page show the form as it was sent, and why it was refused.
   *
   * @param wrong a refusal, violations of constraints, or what could not be read
   * @return a sentence by field
   */
  public Map<String, String> refuse(
      CommandShape shape,
      Map<String, String> address,
      Map<String, List<String>> entered,
      RuntimeException wrong,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    List<Problems.Entry> faults = problems.entries(wrong);
    Map<String, String> errors = new LinkedHashMap<>();
    faults.forEach(fault -> errors.putIfAbsent(String.valueOf(fault.field()), fault.message()));
    show(
        shape,
        new FormFields.Filling(address, standing(shape, address), entered, errors),
        faults,
        model);
    return errors;
  }

  private Map<String, List<String>> standing(CommandShape shape, Map<String, String> address) {
    Map<String, List<String>> standing = new LinkedHashMap<>();
    contents.forEach(known -> standing.putAll(known.standing(shape, address)));
    return standing;
  }

  private void show(
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
  }
}
