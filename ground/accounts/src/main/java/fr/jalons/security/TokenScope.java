package fr.jalons.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Those that are known, from looking to operating. */
  static List<TokenScope> of(Collection<String> words) {
    return Arrays.stream(values()).filter(scope -> words.contains(scope.word())).toList();
  }

  /** As tokens and clients write them, from looking to operating. */
  static Set<String> words(Collection<TokenScope> scopes) {
    return scopes.stream()
        .sorted()
        .map(TokenScope::word)
        .collect(Collectors.toCollection(LinkedHashSet::new));
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
