package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Role;
import fr.jalons.platform.refusal.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Roles and scope as they are sent. */
record RolesBody(@Nullable SchoolId school, @Nullable UUID person, @Nullable Set<String> classes) {
  static Scope scope(@Nullable RolesBody body) {
    return body == null
        ? Scope.EVERYTHING
        : new Scope(body.school, body.person, body.classes == null ? Set.of() : body.classes);
  }

  /** By their names, in capitals or small. */
  static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (int index = 0; index < names.size(); index++) {
      String name = String.valueOf(names.get(index)).strip().toUpperCase(Locale.ROOT);
      String field = "roles[" + index + "]";
      roles.add(
          Arrays.stream(Role.values())
              .filter(role -> role != Role.CLIENT && role.name().equals(name))
              .findFirst()
              .orElseThrow(() -> Refusal.invalid(field, "signin.role-unknown", known())));
    }
    return roles;
  }

  private static String known() {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.CLIENT)
        .map(Role::name)
        .collect(Collectors.joining(", "));
  }
}
