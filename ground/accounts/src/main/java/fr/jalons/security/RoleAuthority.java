package fr.jalons.security;

import fr.jalons.marks.Role;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A role as Spring Security knows it. */
public final class RoleAuthority {
  private RoleAuthority() {}

  public static GrantedAuthority of(Role role) {
    return new SimpleGrantedAuthority("ROLE_" + role.name());
  }
}
