package fr.jalons.access;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.slices.AnnotatedTypes;
import fr.jalons.platform.slices.Slices;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * The rules that commands, endpoints and pages of the class path bear: see {@link Allowed}. An
 * account must have one of the roles and reach what the rule is over: see {@link AccessScope}.
 */
final class Rules {
  /** Of addresses that are served without a method of ours. */
  private static final List<Rule> OF_LIBRARIES =
      List.of(
          new Rule("GET", "/login", Over.PUBLIC, Who.ANYBODY),
          new Rule("GET", "/v3/api-docs", Over.SIGNED_IN, Who.EVERYONE),
          new Rule("GET", "/v3/api-docs.yaml", Over.SIGNED_IN, Who.EVERYONE));

  static final List<Rule> ALL = found();

  private Rules() {}

  private static List<Rule> found() {
    List<Rule> rules = new ArrayList<>(OF_LIBRARIES);
    Slices.commands().forEach(command -> ofCommand(command, rules));
    AnnotatedTypes.with(Controller.class).stream()
        .sorted(Comparator.comparing(Class::getName))
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .forEach(method -> ofMethod(method, rules));
    return List.copyOf(rules);
  }

  private static void ofCommand(Class<?> command, List<Rule> rules) {
    Allowed allowed = command.getAnnotation(Allowed.class);
    Post post = command.getAnnotation(Post.class);
    if (allowed == null || post == null) {
      return;
    }
    rules.add(rule("POST", post.value(), allowed));
    Page page = command.getAnnotation(Page.class);
    if (page != null) {
      rules.add(rule("GET", page.value(), allowed));
      rules.add(rule("POST", page.value(), allowed));
    }
  }

  private static void ofMethod(Method method, List<Rule> rules) {
    Allowed allowed = method.getAnnotation(Allowed.class);
    RequestMapping mapping = mapping(method);
    if (allowed == null || mapping == null) {
      return;
    }
    for (RequestMethod verb : mapping.method()) {
      for (String path : mapping.path()) {
        rules.add(rule(verb.name(), path, allowed).asking(joined(mapping.params())));
      }
    }
  }

  /** What the mapping of a handler asks for, besides its address. */
  static String query(@Nullable Object handler) {
    RequestMapping mapping =
        handler instanceof HandlerMethod method ? mapping(method.getMethod()) : null;
    return mapping == null ? "" : joined(mapping.params());
  }

  private static String joined(String... parameters) {
    return String.join("&", parameters);
  }

  private static @Nullable RequestMapping mapping(AnnotatedElement method) {
    return AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
  }

  private static Rule rule(String method, String path, Allowed allowed) {
    Rule rule = new Rule(method, path, allowed.over(), allowed.who());
    return allowed.records() ? rule.recording() : rule;
  }
}
