package fr.jalons.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.SchoolId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Whose token it is: a program's own, or one in the name of a person, who is then looked up as he
 * is today. An account or a program that is gone takes its tokens along within seconds.
 */
@Component
public class TokenHolders implements Converter<Jwt, AbstractAuthenticationToken> {
  /** Claim of a token in somebody's name: the id of the account. */
  static final String ACCOUNT = "account";

  /** Claim of a program's token: the one school that it reaches. */
  static final String SCHOOL = "school";

  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  private final Accounts accounts;
  private final Clients clients;
  private final Cache<String, Optional<Account>> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
  private final Cache<String, Boolean> programs =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  TokenHolders(Accounts accounts, Clients clients) {
    this.accounts = accounts;
    this.clients = clients;
  }

  /** The one school that a program reaches; null: all. */
  public static @Nullable SchoolId school(Authentication program) {
    String school =
        program.getCredentials() instanceof Jwt token ? token.getClaimAsString(SCHOOL) : null;
    return school == null ? null : new SchoolId(school);
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    requireProgram(token);
    Set<GrantedAuthority> authorities = new HashSet<>();
    scopes(token)
        .forEach(
            word -> TokenScope.of(word).map(TokenScope::authority).ifPresent(authorities::add));
    String id = token.getClaimAsString(ACCOUNT);
    if (id == null) {
      authorities.add(Role.CLIENT.authority());
      return new JwtAuthenticationToken(token, authorities);
    }
    Account account =
        known
            .get(id, accounts::byId)
            .orElseThrow(() -> new InvalidBearerTokenException("The account is gone"));
    authorities.addAll(account.getAuthorities());
    return new PersonalToken(account, token, authorities);
  }

  /** A token is given to one program, its audience. */
  private void requireProgram(Jwt token) {
    List<String> audience = token.getAudience();
    if (audience == null || !audience.stream().allMatch(this::isThere)) {
      throw new InvalidBearerTokenException("The program is gone");
    }
  }

  private boolean isThere(String program) {
    return programs.get(program, id -> clients.findByClientId(id) != null);
  }

  private static List<String> scopes(Jwt token) {
    List<String> scopes = token.getClaimAsStringList("scope");
    return scopes == null ? List.of() : scopes;
  }

  /** A token in somebody's name. */
  static final class PersonalToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final Account account;
    private final Jwt token;

    PersonalToken(Account account, Jwt token, Set<GrantedAuthority> authorities) {
      super(authorities);
      this.account = account;
      this.token = token;
      setAuthenticated(true);
    }

    @Override
    public Account getPrincipal() {
      return account;
    }

    @Override
    public Jwt getCredentials() {
      return token;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PersonalToken that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
      return token.hashCode();
    }
  }
}
