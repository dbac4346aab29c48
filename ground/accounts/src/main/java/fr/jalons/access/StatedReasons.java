package fr.jalons.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Why somebody looks who does not work with a student: said in the header {@code Jalons-Reason},
 * percent-encoded if it is not ASCII, or once for each file in a form, which the session keeps for
 * pages.
 */
@Component
public class StatedReasons {
  static final String HEADER = "Jalons-Reason";
  static final int LONGEST = 500;
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
      said = session == null ? null : (String) session.getAttribute(KEPT + subject(request));
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

  private static String subject(HttpServletRequest request) {
    return subject(request.getRequestURI());
  }

  /** A student's page and history are one file. */
  private static String subject(String address) {
    String[] parts = address.split("/", 4);
    return parts.length > 2 ? parts[1] + '/' + parts[2] : address;
  }
}
