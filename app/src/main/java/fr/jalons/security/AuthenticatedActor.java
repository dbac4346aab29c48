package fr.jalons.security;

import fr.jalons.platform.actor.CurrentActor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** The account behind the session, or the client behind the token. */
@Component
class AuthenticatedActor implements CurrentActor {
  @Override
  public String id() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof JwtAuthenticationToken token) {
      return "client:" + token.getName();
    }
    if (authentication != null && authentication.getPrincipal() instanceof Account account) {
      return "user:" + account.id();
    }
    throw new IllegalStateException("Nobody is signed in");
  }
}
