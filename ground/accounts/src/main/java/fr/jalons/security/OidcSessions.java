package fr.jalons.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * A session of one who signed in elsewhere lasts no longer than over there: each time its token has
 * run out, the provider is asked for a new one, and if there is none, the session is over. That is
 * how signing out there, or being locked there, ends it here on every node. A provider that gives
 * nothing to ask with leaves the session to its own limits.
 */
final class OidcSessions extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSessions.class);

  private final OAuth2AuthorizedClientRepository tokens;
  private final OAuth2AuthorizedClientManager provider;
  private final Clock clock;

  OidcSessions(
      OAuth2AuthorizedClientRepository tokens,
      OAuth2AuthorizedClientManager provider,
      Clock clock) {
    this.tokens = tokens;
    this.provider = provider;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    HttpSession session = request.getSession(false);
    if (who instanceof OAuth2AuthenticationToken token && session != null) {
      synchronized (WebUtils.getSessionMutex(session)) { // one asks, the others take the answer
        if (!lives(token, request, response)) {
          session.invalidate();
          SecurityContextHolder.clearContext();
        }
      }
    }
    chain.doFilter(request, response);
  }

  private boolean lives(
      OAuth2AuthenticationToken token, HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizedClient client =
        tokens.loadAuthorizedClient(token.getAuthorizedClientRegistrationId(), token, request);
    if (client == null) {
      return false;
    }
    Instant end = client.getAccessToken().getExpiresAt();
    if (client.getRefreshToken() == null || end == null || clock.instant().isBefore(end)) {
      return true;
    }
    try {
      return provider.authorize(
              OAuth2AuthorizeRequest.withAuthorizedClient(client)
                  .principal(token)
                  .attribute(HttpServletRequest.class.getName(), request)
                  .attribute(HttpServletResponse.class.getName(), response)
                  .build())
          != null;
    } catch (OAuth2AuthorizationException e) {
      LOG.debug("The provider goes on no longer", e);
      return false;
    }
  }
}
