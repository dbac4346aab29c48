package fr.jalons.access;

import fr.jalons.marks.Over;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.time.SchoolTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.UriUtils;

/**
 * Enforces {@link Rules}: answers 403 if the roles may never do this, 404 if they may, but not for
 * this student or class. While the request is read for a person, the database shows that person's
 * rows only: see {@link RowScope}. It goes by the clocks of its school: see {@link SchoolTime}.
 */
@Configuration(proxyBeanMethods = false)
class AccessInterceptor implements WebMvcConfigurer, HandlerInterceptor {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final RuleBook rules;
  private final AccessScopes scopes;
  private final Targets targets;
  private final Clock clock;

  AccessInterceptor(RuleBook rules, AccessScopes scopes, Targets targets, Clock clock) {
    this.rules = rules;
    this.scopes = scopes;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    RowScope.leave();
    SchoolTime.leave();
    if (handler instanceof ResourceHttpRequestHandler || isErrorPage(handler)) {
      return true; // files that everyone may have, or the answer that there are none
    }
    if (response.isCommitted()) {
      return false; // the connection broke while files were read, and the server has refused that
    }
    Rule rule = rule(request, handler);
    if (rule != null && rule.over() == Over.PUBLIC) {
      return true;
    }
    AccessScope reach = rule == null ? null : scopes.as(rule.roles());
    if (rule == null || reach == null || reach.roles().isEmpty()) {
      return refuse(Refusal.Kind.FORBIDDEN, "access.forbidden", handler, response);
    }
    if (!rule.scope().isGranted(SecurityContextHolder.getContext().getAuthentication())) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
      return refuse(Refusal.Kind.FORBIDDEN, "access.scope-missing", handler, response);
    }
    goByTheClocksOf(reach.school() == null ? request.getParameter("school") : reach.school());
    Targets.Target target = target(rule, request);
    if (SchoolTime.current() == null && target.found() != null) {
      goByTheClocksOf(target.found().school());
    }
    Admission admission =
        Admission.of(
            rule,
            reach,
            READING.contains(request.getMethod()),
            rule.over().nominative() && targets.isAboutStudents(target),
            () -> StatedReasons.of(request) == null,
            () -> scopes.as(rule.rolesWithoutReason()),
            some -> targets.covered(target, some));
    return switch (admission.answer()) {
      case OUT_OF_REACH -> refuse(Refusal.Kind.NOT_FOUND, "access.out-of-reach", handler, response);
      case ASK_WHY -> askWhy(request, handler, response);
      case FIGURES -> admit(request, admission.scope(), RowScope.AGGREGATE);
      case ROWS ->
          admit(request, admission.scope(), RowScope.of(admission.scope(), LocalDate.now(clock)));
      case ALL -> admit(request, admission.scope(), null);
    };
  }

  /** Whoever reaches several schools goes by those of the one that is asked for. */
  private static void goByTheClocksOf(@Nullable Object school) {
    if (school != null) {
      SchoolTime.enter(school);
    }
  }

  /** Lets it through, and has the database show some rows only. */
  private static boolean admit(
      HttpServletRequest request, AccessScope reach, @Nullable RowScope narrowed) {
    request.setAttribute(AccessScopes.ADMITTED, reach);
    if (narrowed != null) {
      RowScope.enter(narrowed);
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    RowScope.leave();
    SchoolTime.leave();
  }

  /** What the request is about; the class that a code means is handed on to the endpoint. */
  private Targets.Target target(Rule rule, HttpServletRequest request) {
    Targets.Target target =
        targets.target(
            rule.over(),
            named(rule, request),
            request.getParameter("school"),
            request.getParameter("asOf"),
            request.getParameter("until"));
    if (target.found() != null) {
      request.setAttribute(Visibility.NAMED_CLASS, target.found());
    }
    return target;
  }

  /** Of the mapping that answers: an address may have several. */
  private @Nullable Rule rule(HttpServletRequest request, Object handler) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? rules.of(request.getMethod(), Rule.address(pattern, Rules.query(handler))).orElse(null)
        : null;
  }

  /** What the address names, in its path or in a parameter. */
  private static @Nullable String named(Rule rule, HttpServletRequest request) {
    String variable = rule.over().variable(rule.pattern());
    if (variable == null) {
      String parameter = rule.over().parameter();
      return parameter == null ? null : request.getParameter(parameter);
    }
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get(variable) instanceof String named
        ? named
        : null;
  }

  private static boolean isErrorPage(Object handler) {
    return handler instanceof HandlerMethod method
        && ErrorController.class.isAssignableFrom(method.getBeanType());
  }

  private static boolean askWhy(
      HttpServletRequest request, Object handler, HttpServletResponse response) throws IOException {
    if (isProgrammatic(handler)) {
      throw refusal(Refusal.Kind.FORBIDDEN, "access.reason-needed");
    }
    response.sendRedirect(
        "/reasons?address="
            + UriUtils.encodeQueryParam(StatedReasons.address(request), StandardCharsets.UTF_8));
    return false;
  }

  private static boolean refuse(
      Refusal.Kind kind, String key, Object handler, HttpServletResponse response)
      throws IOException {
    if (isProgrammatic(handler)) {
      throw refusal(kind, key);
    }
    response.sendError(kind.status());
    return false;
  }

  private static Refusal refusal(Refusal.Kind kind, String key) {
    return new Refusal(kind, List.of(Fault.of(null, key)));
  }

  private static boolean isProgrammatic(Object handler) {
    return handler instanceof HandlerMethod method
        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RestController.class);
  }
}
