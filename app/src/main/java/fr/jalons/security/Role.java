package fr.jalons.security;

import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What an account is at school. Programs have a role of their own. */
public enum Role {
  ADMINISTRATOR,
  /** Chef d’établissement or deputy. */
  HEAD,
  /** Référent or coordonnateur of AP. */
  COORDINATOR,
  /** Professeur principal. */
  CLASS_LEAD,
  CPE,
  TEACHER,
  PSYEN,
  /** Someone from outside the school. */
  PARTNER,
  GUARDIAN,
  STUDENT,
  AUDITOR,
  ANALYST,
  CLIENT;

  static Role stored(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Spring Security knows it. */
  public GrantedAuthority authority() {
    return new SimpleGrantedAuthority("ROLE_" + name());
  }
}
