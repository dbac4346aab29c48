package fr.jalons.security;

import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What an account is at school. Programs have a role of their own. */
public enum Role {
  TEACHER,
  HEAD,
  ADMINISTRATOR,
  AUDITOR,
  CLIENT;

  static Role stored(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  GrantedAuthority authority() {
    return new SimpleGrantedAuthority("ROLE_" + name());
  }
}
