package fr.jalons.access;

import fr.jalons.events.RecordId;
import fr.jalons.marks.Post;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses commands whose bodies name a record out of reach: see {@link WithinReach}. One that
 * nobody knows is left to the decision.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // what is refused has no other effect
class RecordsWithinReach implements CommandGate {
  private final AccessScopes scopes;
  private final Targets targets;

  RecordsWithinReach(AccessScopes scopes, Targets targets) {
    this.scopes = scopes;
    this.targets = targets;
  }

  @Override
  public void check(Object command) {
    AccessScope scope = scopes.ofRequest();
    if (scope == null
        || scope.everything()
        || !command.getClass().isAnnotationPresent(Post.class)) {
      return;
    }
    for (CommandShape.Part part : CommandShape.of(command.getClass()).parts()) {
      if (part.component().isAnnotationPresent(WithinReach.class)
          && part.of(command) instanceof RecordId record
          && !targets.coversIfKnown(record, scope)) {
        throw new Refusal(
            Refusal.Kind.FORBIDDEN, List.of(Fault.of(part.written(), "access.out-of-reach")));
      }
    }
  }
}
