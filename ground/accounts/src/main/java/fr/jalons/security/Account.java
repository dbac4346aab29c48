package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Someone who signs in.
 *
 * @param id what stands for the account in the event log: opaque, never a name
 * @param scope over what its roles reach
 * @param epoch raised when its sessions have to end; one that was opened in an earlier epoch is
 *     over
 */
public record Account(
    String id, String login, String passwordHash, Set<Role> roles, Scope scope, int epoch)
    implements UserDetails {

  public Account {
    roles = Set.copyOf(roles);
  }

  /** Those who signed in elsewhere have an account here too. */
  public interface Holder {
    Account account();
  }

  /** The account behind an authentication; null for a program in its own name. */
  public static @Nullable Account of(@Nullable Authentication who) {
    Object principal = who == null ? null : who.getPrincipal();
    if (principal instanceof Holder holder) {
      return holder.account();
    }
    return principal instanceof Account account ? account : null;
  }

  /** The same account with other roles. */
  Account as(Set<Role> others) {
    return new Account(id, login, passwordHash, others, scope, epoch);
  }

  /**
   * The same account as a program sees it that reaches one school only; empty if the account is of
   * another one.
   *
   * @param program null: all schools
   */
  Optional<Account> within(@Nullable SchoolId program) {
    if (program == null || program.equals(scope.school())) {
      return Optional.of(this);
    }
    Scope narrowed = new Scope(program, scope.person(), scope.classes());
    return scope.school() == null
        ? Optional.of(new Account(id, login, passwordHash, roles, narrowed, epoch))
        : Optional.empty();
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return roles.stream().map(RoleAuthority::of).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return login;
  }

  /** Without the hash: accounts end up in logs. */
  @Override
  public String toString() {
    return "Account " + id;
  }
}
