package fr.jalons.access;

import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.marks.Who;
import fr.jalons.security.TokenScope;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use one endpoint or page.
 *
 * @param method HTTP method
 * @param pattern of the address, as it is mapped
 * @param query parameters that its mapping asks for, such as {@code part=competencies}; an address
 *     may have several mappings, each with a rule of its own
 * @param over what an account must reach
 * @param roles that may; none for what is open to all
 * @param scope that a token needs
 */
record Rule(
    String method, String pattern, String query, Over over, Set<Role> roles, TokenScope scope) {
  Rule {
    roles = Set.copyOf(roles);
    over.variable(pattern); // an address that does not name what it is about has no rule
  }

  /** The rule of a set of roles, and of programs where they may: see {@link #forPrograms}. */
  Rule(String method, String pattern, Over over, Who who) {
    this(method, pattern, over, withPrograms(who, forPrograms(method, pattern)));
  }

  Rule(String method, String pattern, Over over, Set<Role> roles) {
    this(method, pattern, "", over, roles, scope(method, roles));
  }

  /** Programs may use what the API offers and read what a page shows; they give no forms. */
  private static boolean forPrograms(String method, String pattern) {
    return method.equals("GET") || pattern.startsWith("/api/");
  }

  private static Set<Role> withPrograms(Who who, boolean programs) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(who.roles());
    if (programs) {
      roles.add(Role.CLIENT);
    }
    return roles;
  }

  /** What administrators alone may do needs a token to operate with. */
  private static TokenScope scope(String method, Set<Role> roles) {
    boolean operates =
        roles.contains(Role.ADMINISTRATOR)
            && roles.stream().allMatch(role -> role == Role.ADMINISTRATOR || role == Role.CLIENT);
    return operates
        ? TokenScope.OPERATE
        : method.equals("GET") ? TokenScope.READ : TokenScope.WRITE;
  }

  /**
   * The same for what administrators alone record of a school, or read to record it: they do not
   * operate Jalons by it.
   */
  Rule recording() {
    TokenScope scope = method.equals("GET") ? TokenScope.READ : TokenScope.WRITE;
    return new Rule(method, pattern, query, over, roles, scope);
  }

  /** The same for a mapping that asks for parameters. */
  Rule asking(String parameters) {
    return new Rule(method, pattern, parameters, over, roles, scope);
  }

  /** Method and pattern, and what else its mapping asks for. */
  String address() {
    return method + ' ' + address(pattern, query);
  }

  /** A pattern, and the parameters that a mapping asks for. */
  static String address(String pattern, String query) {
    return query.isEmpty() ? pattern : pattern + '?' + query;
  }

  /** The roles that need no reason to see students one by one. */
  Set<Role> rolesWithoutReason() {
    Set<Role> rolesWithoutReason = EnumSet.noneOf(Role.class);
    roles.stream().filter(role -> !seesAggregates(role)).forEach(rolesWithoutReason::add);
    return rolesWithoutReason;
  }

  /** Those who steer or study from a distance see figures. */
  static boolean seesAggregates(Role role) {
    return role == Role.HEAD || role == Role.ANALYST || role == Role.ADMINISTRATOR;
  }
}
