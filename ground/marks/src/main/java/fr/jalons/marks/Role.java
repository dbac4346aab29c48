package fr.jalons.marks;

import java.util.Locale;

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

  /** Reads what {@link #stored()} gave. */
  public static Role stored(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As tables and settings have it. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
