package fr.jalons.security;

import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An account is to have no roles any more. */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "WithdrawRoles")
record WithdrawRoles(
    @TargetEntityId String account, @Nullable SchoolId school, String withdrawnBy) {

  /** Whether that has been done; accounts of the environment were never granted anything. */
  @DecisionModel(tag = Tags.ACCOUNT)
  record Withdrawn(boolean done) {
    Withdrawn() {
      this(false);
    }

    Withdrawn evolve(RoleGranted event) {
      return new Withdrawn(false);
    }

    Withdrawn evolve(RoleWithdrawn event) {
      return new Withdrawn(true);
    }
  }

  List<PrivacyEvent> decide(Withdrawn withdrawn) {
    return withdrawn.done() ? List.of() : List.of(new RoleWithdrawn(account, school, withdrawnBy));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(WithdrawRoles command, @InjectEntity Withdrawn withdrawn, EventAppender events) {
      events.append(command.decide(withdrawn));
    }
  }
}
