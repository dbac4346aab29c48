package fr.jalons.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Why somebody looks who does not work with a student: said in the header {@code Jalons-Reason},
 * percent-encoded if it is not ASCII, or once for each file in a form, which the session keeps for
 * pages.
 */
@Component
public class StatedReasons {
  static final String HEADER = "Jalons-Reason";
  static final int LONGEST = 500;
  private static final List<String> NAMING = List.of("class", "group", "school");
  private static final String KEPT = StatedReasons.class.getName() + ':';

  /** The reason stated for the current request; null if none was. */
  public @Nullable String current() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? of(request.getRequest())
        : null;
  }

  static @Nullable String of(HttpServletRequest request) {
    String said = decoded(request.getHeader(HEADER));
    if (said == null && !request.getRequestURI().startsWith("/api/")) {
      HttpSession session = request.getSession(false);
      said =
          session == null ? null : (String) session.getAttribute(KEPT + subject(address(request)));
    }
    return said;
  }

  /** For a page and what belongs to it, until the session ends. */
  static void keep(HttpSession session, String address, String reason) {
    session.setAttribute(KEPT + subject(address), reason);
  }

  private static @Nullable String decoded(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > 3 * LONGEST) {
      return null;
    }
    try {
      String text = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.length() > LONGEST ? null : text;
    } catch (IllegalArgumentException e) {
      return header.strip(); // a percent sign that stands for itself
    }
  }

  /** Where a request goes, with its query. */
  static String address(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
  }

  /** A student's page and history are one file; a parameter that names a class names another. */
  private static String subject(String address) {
    UriComponents parts = UriComponentsBuilder.fromUriString(address).build();
    String path = String.valueOf(parts.getPath());
    String[] segments = path.split("/", 4);
    StringBuilder subject =
        new StringBuilder(segments.length > 2 ? segments[1] + '/' + segments[2] : path);
    for (String name : NAMING) {
      subject.append('&').append(parts.getQueryParams().getOrDefault(name, List.of()));
    }
    return subject.toString();
  }
}
