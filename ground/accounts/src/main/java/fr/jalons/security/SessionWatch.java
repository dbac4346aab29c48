package fr.jalons.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that has lasted long enough, however busy it is, and one that was opened before
 * its account changed: password, roles, withdrawal, or a wish to be signed out everywhere.
 */
final class SessionWatch extends OncePerRequestFilter {
  /** Attribute of a request: how the account behind its session stands. */
  static final String STANDING = AccountStatusCache.Standing.class.getName();

  private static final String SINCE = SessionWatch.class.getName();

  private final AccountStatusCache statuses;
  private final Duration longest;
  private final Clock clock;

  SessionWatch(AccountStatusCache statuses, Duration longest, Clock clock) {
    this.statuses = statuses;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    Account account = Account.of(who);
    if (account != null) {
      Optional<AccountStatusCache.Standing> standing = statuses.of(account.id());
      if (isTooOld(request.getSession(false))
          || standing.isEmpty()
          || account.epoch() < standing.get().epoch()) {
        new SecurityContextLogoutHandler().logout(request, response, who);
      } else {
        request.setAttribute(STANDING, standing.get());
      }
    }
    chain.doFilter(request, response);
  }

  /** From the first request on; a session's own age would count the time before signing in. */
  private boolean isTooOld(@Nullable HttpSession session) {
    if (session == null) {
      return false;
    }
    Instant now = clock.instant();
    if (session.getAttribute(SINCE) instanceof Instant since) {
      return !now.isBefore(since.plus(longest));
    }
    session.setAttribute(SINCE, now);
    return false;
  }
}
