package fr.jalons.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
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
 * Whose token it is: a program's own, or one in the name of a person, who is then looked up as they
 * are today and reach no more than the program's school. A token is good as long as what it stands
 * for is permitted ({@link Permissions}); that is looked up at most every other second for each.
 */
@Component
public class JwtAccountConverter implements Converter<Jwt, AbstractAuthenticationToken> {
  /** Claim of a token in somebody's name: the id of the account. */
  static final String ACCOUNT = "account";

  /** Claim of a token: the one school that its program reaches. */
  static final String SCHOOL = "school";

  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MOST = 10_000;

  private final Permissions permissions;
  private final Cache<String, Optional<Permissions.Permission>> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  JwtAccountConverter(Permissions permissions) {
    this.permissions = permissions;
  }

  /** Whether a program acts, in its own name or in somebody's. */
  public static boolean isProgram(@Nullable Authentication who) {
    return who != null && who.getCredentials() instanceof Jwt;
  }

  /** The one school that the program behind a token reaches; null: all, or no program. */
  public static @Nullable SchoolId school(@Nullable Authentication who) {
    return who != null && who.getCredentials() instanceof Jwt token ? school(token) : null;
  }

  private static @Nullable SchoolId school(Jwt token) {
    String school = token.getClaimAsString(SCHOOL);
    return school == null ? null : new SchoolId(school);
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    Account account =
        known
            .get(token.getTokenValue(), permissions::ofToken)
            .orElseThrow(() -> new InvalidBearerTokenException("It is not permitted any more"))
            .account();
    Set<GrantedAuthority> authorities = new HashSet<>();
    scopes(token)
        .forEach(
            word -> TokenScope.of(word).map(TokenScope::authority).ifPresent(authorities::add));
    if (account == null) {
      authorities.add(RoleAuthority.of(Role.CLIENT));
      return new JwtAuthenticationToken(token, authorities);
    }
    Account narrowed =
        account
            .within(school(token))
            .orElseThrow(() -> new InvalidBearerTokenException("The program is of another school"));
    authorities.addAll(narrowed.getAuthorities());
    return new PersonalToken(narrowed, token, authorities);
  }

  /** What was just changed here shows at once here. */
  void forgetAll() {
    known.invalidateAll();
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
