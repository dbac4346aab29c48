package fr.jalons.security;

import fr.jalons.marks.Role;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Where people may sign in with an account that they have already, by OpenID Connect.
 *
 * @param issuer {@code JALONS_OIDC_ISSUER}; none: nowhere
 * @param clientId {@code JALONS_OIDC_CLIENT_ID}
 * @param clientSecret {@code JALONS_OIDC_CLIENT_SECRET}
 * @param accountClaim {@code JALONS_OIDC_ACCOUNT_CLAIM}: the claim that holds the login in Jalons
 * @param rolesClaim {@code JALONS_OIDC_ROLES_CLAIM}: the claim with what somebody is over there, as
 *     a path of names and dots; none: an account keeps its roles here
 * @param roles {@code JALONS_OIDC_ROLES}: what that is here, such as {@code prof=TEACHER,
 *     principal=HEAD}; none: the same words
 * @param secondFactor {@code JALONS_OIDC_SECOND_FACTOR}: the values of {@code acr} or {@code amr}
 *     by which the provider says that it asked for a second factor; none: those of RFC 8176
 */
@ConfigurationProperties("jalons.oidc")
record OidcSettings(
    @Nullable String issuer,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String accountClaim,
    @Nullable String rolesClaim,
    @Nullable String roles,
    @Nullable String secondFactor) {
  private static final String LOGIN = "preferred_username";

  /** What stands for this machine: what is sent there passes no network. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /** RFC 8176: several factors, a code, a hardware key, a key proven by touch. */
  private static final Set<String> STRONG = Set.of("mfa", "otp", "hwk");

  /**
   * @throws IllegalArgumentException if an eavesdropper on the way could answer in the provider's
   *     place
   */
  OidcSettings {
    if (StringUtils.hasText(issuer)) {
      URI uri = URI.create(issuer.strip());
      boolean here =
          "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
      if (!here && !"https".equals(uri.getScheme())) {
        throw new IllegalArgumentException(
            "JALONS_OIDC_ISSUER must be https: over "
                + uri.getScheme()
                + " anybody on the way signs in");
      }
    }
  }

  /** Whether the provider says that it asked for a second factor, by {@code amr} or {@code acr}. */
  boolean tellsSecondFactor(@Nullable Collection<String> amr, @Nullable String acr) {
    Set<String> wanted =
        StringUtils.hasText(secondFactor)
            ? Set.of(secondFactor.strip().split("\\s*,\\s*"))
            : STRONG;
    return amr != null && amr.stream().anyMatch(wanted::contains)
        || StringUtils.hasText(secondFactor) && acr != null && wanted.contains(acr);
  }

  boolean offered() {
    return StringUtils.hasText(issuer);
  }

  /** Scheme, host and port of the issuer. */
  @Nullable String origin() {
    if (issuer == null || !offered()) {
      return null;
    }
    URI uri = URI.create(issuer.strip());
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  String accountClaimOrLogin() {
    return StringUtils.hasText(accountClaim) ? accountClaim : LOGIN;
  }

  /** The names of the path to the roles; none if roles are those of the account. */
  List<String> rolesPath() {
    return StringUtils.hasText(rolesClaim) ? Arrays.asList(rolesClaim.split("\\.")) : List.of();
  }

  /**
   * Each word from over there with its role.
   *
   * @throws IllegalArgumentException if a role is none
   */
  Map<String, Role> mapping() {
    Map<String, Role> mapping = new LinkedHashMap<>();
    if (!StringUtils.hasText(roles)) {
      for (Role role : Role.values()) {
        if (role != Role.CLIENT) {
          mapping.put(role.stored(), role);
        }
      }
      return mapping;
    }
    for (String pair : roles.split(",")) {
      int at = pair.lastIndexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("JALONS_OIDC_ROLES is word=ROLE,word=ROLE…: " + pair);
      }
      Role role = Role.valueOf(pair.substring(at + 1).strip().toUpperCase(Locale.ROOT));
      if (role == Role.CLIENT) {
        throw new IllegalArgumentException("JALONS_OIDC_ROLES: no person is a CLIENT");
      }
      mapping.put(pair.substring(0, at).strip(), role);
    }
    return mapping;
  }
}
