package fr.jalons.consultation;

import fr.jalons.access.StatedReasons;
import fr.jalons.access.Visibility;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.platform.actor.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sees who reads a nominative answer, page or call, that was not refused, and which students it
 * shows. Families at their own file are not recorded, nor are figures without names.
 */
@Configuration(proxyBeanMethods = false)
class FileAccessInterceptor implements WebMvcConfigurer, HandlerInterceptor {
  /** What is read where; all else that shows students is a list of them. */
  private static final Map<String, FileKind> FILES =
      Map.ofEntries(
          Map.entry("/students/{student}", FileKind.FOLLOW_UP),
          Map.entry("/api/students/{student}/follow-up", FileKind.FOLLOW_UP),
          Map.entry("/students/{student}/history", FileKind.HISTORY),
          Map.entry("/api/students/{student}/history", FileKind.HISTORY),
          Map.entry("/api/students/{student}/history/bundle", FileKind.BUNDLE),
          Map.entry("/audit/students/{student}", FileKind.HISTORY),
          Map.entry("/audit/classes", FileKind.CLASS),
          Map.entry("/audit/classes/{code}", FileKind.CLASS),
          Map.entry("/students/{student}/export", FileKind.EXPORT),
          Map.entry("/api/students/{student}/export", FileKind.EXPORT),
          Map.entry("/api/needs/{id}", FileKind.NEED),
          Map.entry("/api/records/{record}", FileKind.RECORD),
          Map.entry("/records/{record}", FileKind.RECORD),
          Map.entry("/records/{record}/correction", FileKind.RECORD),
          Map.entry("/records/{record}/withdrawal", FileKind.RECORD),
          Map.entry("/records/{record}/ending", FileKind.RECORD),
          Map.entry("/actions/{action}", FileKind.RECORD),
          Map.entry("/api/recognitions/{recognition}/credential", FileKind.RECORD),
          Map.entry("/classes/follow-up", FileKind.CLASS),
          Map.entry("/classes/{code}", FileKind.CLASS),
          Map.entry("/sittings/{record}", FileKind.CLASS),
          Map.entry("/sittings/{record}/minutes", FileKind.CLASS),
          Map.entry("/sittings/{record}/student", FileKind.FOLLOW_UP),
          Map.entry("/classes/need-groups", FileKind.CLASS),
          Map.entry("/classes/reviews", FileKind.CLASS),
          Map.entry("/classes/livret-texts", FileKind.CLASS),
          Map.entry("/classes/works", FileKind.CLASS),
          Map.entry("/classes/two-days", FileKind.CLASS),
          Map.entry("/classes/placements", FileKind.CHECKLIST),
          Map.entry("/students/{student}/review-sheet", FileKind.FOLLOW_UP),
          Map.entry("/api/classes/follow-up", FileKind.CLASS),
          Map.entry("/api/classes/{code}/follow-up", FileKind.CLASS),
          Map.entry("/api/classes/{code}/livret-texts", FileKind.CLASS),
          Map.entry("/api/sessions", FileKind.ROLL),
          Map.entry("/api/sessions/{session}", FileKind.ROLL),
          Map.entry("/sessions", FileKind.ROLL),
          Map.entry("/sessions/{session}", FileKind.ROLL),
          Map.entry("/alerts", FileKind.ALERTS),
          Map.entry("/api/alerts", FileKind.ALERTS),
          Map.entry("/api/periods/{period}/checklist", FileKind.CHECKLIST),
          Map.entry("/erasures", FileKind.ERASURE),
          Map.entry("/api/erasure-requests", FileKind.ERASURE),
          Map.entry("/api/retention/preview", FileKind.ERASURE));

  /** The daily work of those who need no reason: recorded where one was stated. */
  static final Set<String> WITH_A_REASON =
      Set.of(
          "/students",
          "/api/students",
          "/api/sessions",
          "/api/sessions/{session}",
          "/sessions",
          "/sessions/{session}",
          "/sessions/{session}/held",
          "/sessions/{session}/changes",
          "/sessions/new",
          "/classes/assessments",
          "/sessions/{session}/cancellation",
          "/sessions/{session}/attendance-corrections");

  /** Who looked, who has an account, who teaches, and the way to one's own files are no files. */
  static final Set<String> NO_FILES =
      Set.of(
          "/",
          "/accounts",
          "/api/accounts",
          "/students/{student}/consultations",
          "/api/students/{student}/consultations");

  private static final String SUBJECT = "student";
  private static final String READER = FileAccessInterceptor.class.getName();

  private final FileAccess looks;
  private final Visibility visibility;
  private final StatedReasons reasons;
  private final CurrentActor actor;

  FileAccessInterceptor(
      FileAccess looks, Visibility visibility, StatedReasons reasons, CurrentActor actor) {
    this.looks = looks;
    this.visibility = visibility;
    this.reasons = reasons;
    this.actor = actor;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this); // after the guard, so that it sees what the guard has decided
  }

  /** Who reads, and what the answer turns out to show. */
  private record Reading(String viewer, FileKind what, @Nullable String reason, Set<UUID> shown) {}

  /** Who looks is known now; what is shown, when it is answered. */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String pattern = pattern(request);
    String reason = reasons.current();
    if (request.getMethod().equals("GET")
        && !NO_FILES.contains(pattern)
        && (reason != null || !WITH_A_REASON.contains(pattern))
        && visibility.hasReader()
        && !visibility.aggregatesOnly()
        && !visibility.ownFilesOnly()) {
      request.setAttribute(READER, new Reading(actor.id(), what(pattern), reason, new HashSet<>()));
    }
    return true;
  }

  /** What is read at an address. */
  static FileKind what(String pattern) {
    return FILES.getOrDefault(pattern, FileKind.LIST);
  }

  /** The body of an answer, or the model of a page. */
  static void shows(HttpServletRequest request, @Nullable Object answer) {
    if (request.getAttribute(READER) instanceof Reading reading) {
      reading.shown.addAll(ShownIds.in(answer));
    }
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null) {
      shows(request, page.getModel());
    }
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (failure == null
        && response.getStatus() == HttpServletResponse.SC_OK
        && request.getAttribute(READER) instanceof Reading reading) {
      record(reading, subject(request));
    }
  }

  /** Of a student's own file, others are shown as lines of rolls. */
  private void record(Reading reading, @Nullable UUID subject) {
    Set<UUID> shown = reading.shown;
    FileKind what = reading.what;
    if (subject != null) {
      looks.at(reading.viewer, what, Set.of(subject), reading.reason);
      shown.remove(subject);
      what = FileKind.ROLL;
    }
    looks.at(reading.viewer, what, shown, reading.reason);
  }

  private static String pattern(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? pattern
        : "";
  }

  /** The student whose file an address names. */
  private static @Nullable UUID subject(HttpServletRequest request) {
    try {
      return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                  instanceof Map<?, ?> variables
              && variables.get(SUBJECT) instanceof String student
          ? UUID.fromString(student)
          : null;
    } catch (IllegalArgumentException e) {
      return null; // of nothing: the endpoint says so
    }
  }
}
