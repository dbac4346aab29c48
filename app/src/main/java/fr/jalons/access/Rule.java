package fr.jalons.access;

import fr.jalons.security.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use one endpoint or page.
 *
 * @param method HTTP method
 * @param pattern of the address, as it is mapped
 * @param over what an account must reach
 * @param roles that may; none for what is open to all
 */
record Rule(String method, String pattern, Over over, Set<Role> roles) {
  Rule {
    roles = Set.copyOf(roles);
    over.variable(pattern); // an address that does not name what it is about has no rule
  }

  static Rule rule(String method, String pattern, Over over, Set<Role> roles) {
    Set<Role> all = EnumSet.noneOf(Role.class);
    all.addAll(roles);
    if (method.equals("GET") || pattern.startsWith("/api/")) {
      all.add(Role.CLIENT);
    }
    return new Rule(method, pattern, over, all);
  }

  /** Whether it is about operating Jalons rather than about accompanying students. */
  boolean forAdministratorsOnly() {
    return roles.contains(Role.ADMINISTRATOR)
        && roles.stream().allMatch(role -> role == Role.ADMINISTRATOR || role == Role.CLIENT);
  }

  /** The roles that need no reason to see students one by one. */
  Set<Role> closeBy() {
    Set<Role> closeBy = EnumSet.noneOf(Role.class);
    roles.stream().filter(role -> !seesAggregates(role)).forEach(closeBy::add);
    return closeBy;
  }

  /** Those who steer or study from a distance see figures. */
  static boolean seesAggregates(Role role) {
    return role == Role.HEAD || role == Role.ANALYST || role == Role.ADMINISTRATOR;
  }
}
