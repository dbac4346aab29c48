package fr.jalons.security;

import fr.jalons.marks.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Finds the account of one who signed in elsewhere: only those come in that an administrator
 * invited, or whose account was withdrawn. What somebody is may be said over there, but for
 * administrators: that is granted here too, where it is recorded.
 */
final class OidcAccounts implements OAuth2UserService<OidcUserRequest, OidcUser> {
  static final String UNKNOWN = "unknown_account";

  private final OidcUserService outside = new OidcUserService();
  private final Accounts accounts;
  private final String accountClaim;
  private final List<String> rolesPath;
  private final Map<String, Role> mapping;

  OidcAccounts(Accounts accounts, OidcSettings settings) {
    this.accounts = accounts;
    this.accountClaim = settings.accountClaimOrLogin();
    this.rolesPath = settings.rolesPath();
    this.mapping = settings.mapping();
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = outside.loadUser(request);
    String login = user.getClaimAsString(accountClaim);
    return Optional.ofNullable(login)
        .flatMap(accounts::byLogin)
        .filter(OidcAccounts::mayComeIn)
        .map(account -> asSaid(account, user))
        .filter(OidcAccounts::mayComeIn)
        .map(account -> new Signed(user, account))
        .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN)));
  }

  /** A withdrawn account is one without roles; so is one that has none of ours over there. */
  private static boolean mayComeIn(Account account) {
    return !account.roles().isEmpty();
  }

  private Account asSaid(Account account, OidcUser user) {
    if (rolesPath.isEmpty()) {
      return account;
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    said(user.getClaims()).forEach(word -> add(roles, mapping.get(word)));
    if (!account.roles().contains(Role.ADMINISTRATOR)) {
      roles.remove(Role.ADMINISTRATOR);
    }
    return account.as(roles);
  }

  private static void add(Set<Role> roles, @Nullable Role role) {
    if (role != null) {
      roles.add(role);
    }
  }

  private List<String> said(Map<String, Object> claims) {
    Object there = claims;
    for (String name : rolesPath) {
      there = there instanceof Map<?, ?> map ? map.get(name) : null;
    }
    if (there instanceof String one) {
      return List.of(one);
    }
    return there instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** A person who signed in elsewhere, as their account here. */
  static final class Signed extends DefaultOidcUser implements Account.Holder {
    private static final long serialVersionUID = 1L;

    private final Account account;

    Signed(OidcUser user, Account account) {
      super(account.getAuthorities(), user.getIdToken(), user.getUserInfo());
      this.account = account;
    }

    @Override
    public Account account() {
      return account;
    }

    /** As after signing in here. */
    @Override
    public String getName() {
      return account.login();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Signed that && account.equals(that.account) && super.equals(other);
    }

    @Override
    public int hashCode() {
      return account.hashCode();
    }
  }
}
