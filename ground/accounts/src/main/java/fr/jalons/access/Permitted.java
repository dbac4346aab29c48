package fr.jalons.access;

import fr.jalons.marks.Page;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * For pages: whether to show a link to the form of a command. The form itself is guarded as well.
 */
@Component("permitted")
public class Permitted {
  private final CommandShapes shapes;
  private final RuleBook rules;
  private final AccessScopes scopes;

  Permitted(CommandShapes shapes, RuleBook rules, AccessScopes scopes) {
    this.shapes = shapes;
    this.rules = rules;
    this.scopes = scopes;
  }

  /** Whether one of the caller's roles may give a command, called by its name. */
  public boolean may(String command) {
    return shapes.all().stream()
        .filter(shape -> shape.type().getSimpleName().equals(command))
        .anyMatch(this::may);
  }

  /** Whether one of the caller's roles may read a page, or with a query a part of it. */
  public boolean reads(String page) {
    return may("GET", page);
  }

  private boolean may(CommandShape shape) {
    return may("POST", shape.post().value());
  }

  private boolean may(String method, String address) {
    AccessScope scope = scopes.current();
    return scope != null
        && rules.of(method, address).stream().anyMatch(rule -> scope.hasAny(rule.roles()));
  }

  /**
   * The forms directly below an address, in the order of their addresses.
   *
   * @param below as forms are mapped, such as {@code /students/{student}}
   * @param address of the page that links them
   */
  public List<Form> forms(String below, String address) {
    return shapes.all().stream()
        .filter(shape -> isBelow(shape.page(), below) && may(shape))
        .map(
            shape ->
                new Form(
                    shape.type().getSimpleName(),
                    address
                        + Objects.requireNonNull(shape.page()).value().substring(below.length())))
        .sorted(Comparator.comparing(Form::address))
        .toList();
  }

  /**
   * The forms after which one is on a page, and whose addresses name nothing.
   *
   * @param page its address
   */
  public List<Form> formsOf(String page) {
    return shapes.all().stream()
        .filter(shape -> leadsTo(shape.page(), page) && may(shape))
        .map(
            shape ->
                new Form(
                    shape.type().getSimpleName(), Objects.requireNonNull(shape.page()).value()))
        .sorted(Comparator.comparing(Form::address))
        .toList();
  }

  private static boolean leadsTo(@Nullable Page form, String page) {
    return form != null && form.then().equals(page) && !form.value().contains("{");
  }

  private static boolean isBelow(@Nullable Page page, String below) {
    String start = below + "/";
    return page != null
        && page.value().startsWith(start)
        && page.value().length() > start.length()
        && page.value().chars().skip(start.length()).noneMatch(c -> c == '/' || c == '{');
  }

  /**
   * A link to a form.
   *
   * @param command key of its title
   */
  public record Form(String command, String address) {}
}
