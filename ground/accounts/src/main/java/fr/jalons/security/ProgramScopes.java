package fr.jalons.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A program that asks for no scope asks for those that its registration names for that, before
 * anything is decided: what is asked, consented to, answered and written in the token is one.
 */
final class ProgramScopes {
  private ProgramScopes() {}

  static void fillIn(List<AuthenticationConverter> converters, Clients clients) {
    converters.replaceAll(converter -> request -> filled(converter.convert(request), clients));
  }

  private static @Nullable Authentication filled(@Nullable Authentication asked, Clients clients) {
    if (asked instanceof OAuth2ClientCredentialsAuthenticationToken own
        && own.getScopes().isEmpty()
        && own.getPrincipal() instanceof OAuth2ClientAuthenticationToken program) {
      if (scopes(program.getRegisteredClient()).isEmpty()) {
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
      }
      return new OAuth2ClientCredentialsAuthenticationToken(
          program, scopes(program.getRegisteredClient()), own.getAdditionalParameters());
    }
    if (asked instanceof OAuth2AuthorizationCodeRequestAuthenticationToken code
        && code.getScopes().isEmpty()
        && code.getPrincipal() instanceof Authentication person) {
      RegisteredClient program = clients.findByClientId(code.getClientId());
      return new OAuth2AuthorizationCodeRequestAuthenticationToken(
          code.getAuthorizationUri(),
          code.getClientId(),
          person,
          code.getRedirectUri(),
          code.getState(),
          scopes(program),
          code.getAdditionalParameters());
    }
    return asked;
  }

  private static Set<String> scopes(@Nullable RegisteredClient program) {
    return program == null ? Set.of() : Clients.defaultScopes(program);
  }
}
