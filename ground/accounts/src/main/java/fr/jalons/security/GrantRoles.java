package fr.jalons.security;

import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Role;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An account is to have these roles and no others, in one school or in all, and reach these classes
 * and the files of this person. That the log says so comes first: a role without a record of who
 * granted it there never is.
 */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "GrantRoles")
record GrantRoles(
    @TargetEntityId String account,
    Set<String> roles,
    @Nullable SchoolId school,
    @Nullable UUID person,
    List<StructureId> classes,
    String grantedBy) {

  /** What is given to somebody by roles and scope. */
  static GrantRoles of(String account, Set<Role> roles, Scope scope, String grantedBy) {
    SchoolId school = scope.school();
    return new GrantRoles(
        account,
        roles.stream().map(Role::stored).collect(Collectors.toSet()),
        school,
        scope.person(),
        school == null
            ? List.of()
            : scope.classes().stream()
                .sorted()
                .map(key -> StructureId.of(school, StructureId.Kind.CLASS, key))
                .toList(),
        grantedBy);
  }

  /** What an account has been given so far; nothing after it was withdrawn. */
  @DecisionModel(tag = Tags.ACCOUNT)
  record Given(@Nullable RoleGranted grant) {
    Given() {
      this(null);
    }

    Given evolve(RoleGranted event) {
      return new Given(event);
    }

    Given evolve(RoleWithdrawn event) {
      return new Given();
    }

    /** Who granted it. */
    private boolean is(RoleGranted wanted) {
      return grant != null
          && grant.roles().equals(wanted.roles())
          && Objects.equals(grant.school(), wanted.school())
          && Objects.equals(grant.person(), wanted.person())
          && Objects.equals(grant.classes(), wanted.classes());
    }
  }

  List<PrivacyEvent> decide(Given given) {
    RoleGranted wanted = new RoleGranted(account, roles, school, person, classes, grantedBy);
    return given.is(wanted) ? List.of() : List.of(wanted);
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(GrantRoles command, @InjectEntity Given given, EventAppender events) {
      events.append(command.decide(given));
    }
  }
}
