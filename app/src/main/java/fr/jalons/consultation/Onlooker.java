package fr.jalons.consultation;

import fr.jalons.access.StatedReasons;
import fr.jalons.access.Visibility;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.actor.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sees who reads a nominative file, page or call, and was not refused. Families at their own file
 * are nobody's business. Lists of names, and rolls of sessions, are not files.
 */
@Configuration(proxyBeanMethods = false)
class Onlooker implements WebMvcConfigurer, HandlerInterceptor {
  private static final String AUDITED_CLASS = "/audit/classes/{code}";

  static final Map<String, FileKind> FILES =
      Map.ofEntries(
          Map.entry("/students/{student}", FileKind.FOLLOW_UP),
          Map.entry("/api/students/{student}/follow-up", FileKind.FOLLOW_UP),
          Map.entry("/students/{student}/history", FileKind.HISTORY),
          Map.entry("/api/students/{student}/history", FileKind.HISTORY),
          Map.entry("/api/students/{student}/history/bundle", FileKind.BUNDLE),
          Map.entry("/audit/students/{student}", FileKind.HISTORY),
          Map.entry(AUDITED_CLASS, FileKind.CLASS),
          Map.entry("/students/{student}/export", FileKind.EXPORT),
          Map.entry("/api/students/{student}/export", FileKind.EXPORT),
          Map.entry("/api/needs/{id}", FileKind.NEED),
          Map.entry("/classes/{code}", FileKind.CLASS),
          Map.entry("/api/classes/{code}/follow-up", FileKind.CLASS));

  private static final String SEEN = Onlooker.class.getName();

  private final Looks looks;
  private final Visibility visibility;
  private final StatedReasons reasons;
  private final CurrentActor actor;

  Onlooker(Looks looks, Visibility visibility, StatedReasons reasons, CurrentActor actor) {
    this.looks = looks;
    this.visibility = visibility;
    this.reasons = reasons;
    this.actor = actor;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this); // after the guard, so that it sees what the guard has decided
  }

  /** Who looks is known now; whether anything was shown, at the end. */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    FileKind kind = request.getMethod().equals("GET") ? FILES.get(pattern(request)) : null;
    if (kind != null && !visibility.aggregatesOnly() && !visibility.ownFilesOnly()) {
      File file = file(kind, request);
      if (file != null) {
        request.setAttribute(SEEN, new Looks.Look(actor.id(), kind, file, reasons.current()));
      }
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (failure == null
        && response.getStatus() == HttpServletResponse.SC_OK
        && request.getAttribute(SEEN) instanceof Looks.Look look) {
      looks.at(look);
    }
  }

  private static String pattern(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? pattern
        : "";
  }

  private @Nullable File file(FileKind kind, HttpServletRequest request) {
    if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables)) {
      return null;
    }
    String named = variables.values().stream().map(String::valueOf).findFirst().orElse("");
    if (kind == FileKind.CLASS) {
      String school = request.getParameter("school");
      SchoolId own = visibility.school();
      return new File.OfClass(
          named,
          school != null ? school : own == null ? null : own.uai(),
          pattern(request).equals(AUDITED_CLASS));
    }
    try {
      UUID id = UUID.fromString(named);
      return kind == FileKind.NEED ? new File.OfNeed(id) : new File.OfStudent(new StudentId(id));
    } catch (IllegalArgumentException e) {
      return null; // of nothing: the endpoint says so
    }
  }
}
