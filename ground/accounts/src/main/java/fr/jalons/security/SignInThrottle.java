package fr.jalons.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 to passwords tried too fast, before comparing any. */
final class SignInThrottle extends OncePerRequestFilter {
  private static final String BEGUN = SignInThrottle.class.getName();
  private static final int LONGEST = 128;

  private final Throttle throttle;

  SignInThrottle(Throttle throttle) {
    this.throttle = throttle;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !request.getServletPath().equals(LoginEntryPoint.LOGIN);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(BEGUN, System.nanoTime());
    long wait = throttle.admit(who(request), request.getRemoteAddr());
    if (wait > 0) {
      tooMany(response, wait);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** The login as it was typed, but for what Spring Security cuts off as well; none is longer. */
  static String who(HttpServletRequest request) {
    String login = request.getParameter("username");
    String said = login == null ? "" : login.trim();
    return "login:" + said.substring(0, Math.min(LONGEST, said.length()));
  }

  /** The same for everyone, with how long to wait. */
  static void tooMany(HttpServletResponse response, long wait) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
  }

  /** Waits until so much time has passed since the attempt came in. */
  static void waitUntil(HttpServletRequest request, Duration passed) {
    if (request.getAttribute(BEGUN) instanceof Long begun) {
      long left = passed.toNanos() - (System.nanoTime() - begun);
      try {
        Thread.sleep(Duration.ofNanos(Math.max(0, left)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
