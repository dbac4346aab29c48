package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * An account gives no more roles than it has: an administrator of a school within that school only,
 * and none to itself. Programs likewise.
 */
@Component
class RoleGrantPolicy {
  private static final int LONGEST_CODE = 32;
  private static final int MOST_CLASSES = 200;

  /** These reach a whole school: without one, it would be every school. */
  private static final Set<Role> OF_A_SCHOOL = EnumSet.of(Role.HEAD, Role.COORDINATOR, Role.CPE);

  private final JdbcClient jdbc;
  private final JoinedFiles joined;

  RoleGrantPolicy(JdbcClient jdbc, JoinedFiles joined) {
    this.jdbc = jdbc;
    this.joined = joined;
  }

  /** The account that grants; null for a program of the installation, and for nothing else. */
  private static @Nullable Account self() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    Account account = Account.of(who);
    if (account == null
        && (who == null || !who.getAuthorities().contains(RoleAuthority.of(Role.CLIENT)))) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of(null, "access.forbidden")));
    }
    return account;
  }

  /** The one school that the account or program may grant in; null: all. */
  private static @Nullable SchoolId own() {
    Account self = self();
    if (self != null) {
      return self.scope().school();
    }
    Authentication program = SecurityContextHolder.getContext().getAuthentication();
    return program == null ? null : JwtAccountConverter.school(program);
  }

  /** Refuses roles or a scope that the giver may not give, or that make no sense. */
  void check(Set<Role> roles, Scope scope) {
    if (roles.isEmpty() || roles.contains(Role.CLIENT)) {
      throw Refusal.invalid("roles", "signin.roles-wanted");
    }
    SchoolId own = own();
    if (own != null && !own.equals(scope.school())) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, List.of(Fault.of("scope.school", "signin.beyond-own-school")));
    }
    boolean unbound = scope.school() == null;
    if (unbound && (!scope.classes().isEmpty() || roles.stream().anyMatch(OF_A_SCHOOL::contains))) {
      throw Refusal.invalid("scope.school", "signin.school-wanted");
    }
    if (scope.classes().size() > MOST_CLASSES
        || scope.classes().stream().anyMatch(c -> c.isBlank() || c.length() > LONGEST_CODE)) {
      throw Refusal.invalid("scope.classes", "signin.classes-form", LONGEST_CODE);
    }
    if (scope.person() != null && !isKnown(scope.person(), scope.school())) {
      throw Refusal.invalid("scope.person", "signin.person-unknown");
    }
  }

  /** Refuses an account out of the giver's scope, as if there were none, and their own. */
  void checkReaches(Account account) {
    Account self = self();
    SchoolId own = own();
    if (own != null && !own.equals(account.scope().school())) {
      throw Refusal.notFound("signin.account-unknown");
    }
    if (self != null && self.id().equals(account.id())) {
      throw Refusal.conflict("signin.not-oneself");
    }
  }

  /**
   * A person brings along their own file, or their children's, so they have to be of the school: a
   * student, a teacher, or somebody's guardian there.
   */
  private boolean isKnown(UUID person, @Nullable SchoolId school) {
    return jdbc.sql(
            """
            select exists (
              select from identity.student where id = :person and (:school::text is null or school = :school)
              union all
              select from identity.teacher where id = :person and (:school::text is null or school = :school)
              union all
              select from identity.guardianship g join identity.student s on s.id = g.student
              where g.guardian = :person and (:school::text is null or s.school = :school))
            """)
        .param("person", joined.kept(person))
        .param("school", school == null ? null : school.uai())
        .query(Boolean.class)
        .single();
  }
}
