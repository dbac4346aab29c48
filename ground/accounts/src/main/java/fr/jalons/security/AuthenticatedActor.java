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
    Account account = Account.of(authentication);
    if (account != null) {
      return "user:" + account.id();
    }
    if (authentication instanceof JwtAuthenticationToken token) {
      return "client:" + token.getName();
    }
    throw new IllegalStateException("Nobody is signed in");
  }
}
