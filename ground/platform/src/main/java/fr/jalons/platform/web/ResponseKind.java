package fr.jalons.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells people, who read pages, from programs, which read problem+json. */
public final class ResponseKind {
  private static final List<String> PROGRAMS =
      List.of("/api/", "/actuator", "/oauth2/token", "/oauth2/jwks", "/v3/");

  private ResponseKind() {}

  /** Whether a person looks at the answer in a browser. */
  public static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && PROGRAMS.stream().noneMatch(address(request)::startsWith);
  }

  /** Whether a script of ours fetches a part of a page. */
  public static boolean wantsFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /** The address first asked for, also while its error is being answered. */
  public static String address(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
        ? failed
        : request.getRequestURI();
  }
}
