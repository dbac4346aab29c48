package fr.jalons.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Token;

/** What a token is good for, within what its program or person may. */
public enum TokenScope {
  /** Looking. */
  READ,
  /** Commands. */
  WRITE,
  /** What administrators alone may do. */
  OPERATE;

  private final GrantedAuthority authority = new SimpleGrantedAuthority("SCOPE_" + word());

  /** As tokens and clients write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TokenScope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  GrantedAuthority authority() {
    return authority;
  }

  /** Whether somebody may as far as the token goes: a session has no limits of its own. */
  public boolean isGranted(@Nullable Authentication who) {
    return who != null
        && (!(who.getCredentials() instanceof OAuth2Token)
            || who.getAuthorities().contains(authority));
  }
}
