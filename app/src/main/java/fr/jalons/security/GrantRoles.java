package fr.jalons.security;

import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An account is to have these roles and no others, in one school or in all. That the log says so
 * comes first: a role without a record of who granted it there never is.
 */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "GrantRoles")
record GrantRoles(
    @TargetEntityId String account,
    Set<String> roles,
    @Nullable SchoolId school,
    String grantedBy) {

  /** What an account has been given so far. */
  @DecisionModel(tag = Tags.ACCOUNT)
  record Given(Set<String> roles, @Nullable SchoolId school) {
    Given() {
      this(Set.of(), null);
    }

    Given evolve(RoleGranted event) {
      return new Given(event.roles(), event.school());
    }

    Given evolve(RoleWithdrawn event) {
      return new Given(Set.of(), event.school());
    }
  }

  List<PrivacyEvent> decide(Given given) {
    if (given.equals(new Given(roles, school))) {
      return List.of();
    }
    return List.of(new RoleGranted(account, roles, school, grantedBy));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(GrantRoles command, @InjectEntity Given given, EventAppender events) {
      events.append(command.decide(given));
    }
  }
}
