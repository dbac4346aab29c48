package fr.jalons.security;

import fr.jalons.marks.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;

/**
 * Metrics count what all schools do, and names of their parts tell which: they are for those who
 * look after the whole installation, and not for those of one school.
 */
final class WholeInstallation {
  private WholeInstallation() {}

  static AuthorizationDecision mayWatch(@Nullable Authentication who) {
    return new AuthorizationDecision(
        who != null && isUnbound(who) && TokenScope.READ.isGranted(who));
  }

  private static boolean isUnbound(Authentication who) {
    Account account = Account.of(who);
    return account == null
        ? who.getAuthorities().contains(RoleAuthority.of(Role.CLIENT))
            && JwtAccountConverter.school(who) == null
        : account.roles().contains(Role.ADMINISTRATOR) && account.scope().school() == null;
  }
}
