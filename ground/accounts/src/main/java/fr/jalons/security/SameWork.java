package fr.jalons.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Looks at a secret as long for a program that does not exist, or has none, as for one whose secret
 * is wrong: how long a refusal takes does not tell which programs there are.
 */
final class SameWork implements AuthenticationProvider {
  private final AuthenticationProvider secrets;
  private final Clients clients;
  private final PasswordEncoder passwords;
  private final @Nullable String ofNothing;

  SameWork(AuthenticationProvider secrets, Clients clients, PasswordEncoder passwords) {
    this.secrets = secrets;
    this.clients = clients;
    this.passwords = passwords;
    this.ofNothing = passwords.encode(Secrets.token());
  }

  @Override
  public @Nullable Authentication authenticate(Authentication program)
      throws AuthenticationException {
    if (program.getCredentials() instanceof String secret) {
      RegisteredClient known = clients.findByClientId(program.getName());
      if (known == null || known.getClientSecret() == null) {
        passwords.matches(secret, ofNothing);
      }
    }
    return secrets.authenticate(program);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return secrets.supports(authentication);
  }
}
