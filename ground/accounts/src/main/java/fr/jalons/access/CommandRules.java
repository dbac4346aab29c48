package fr.jalons.access;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The rules of commands that name in their content what they are about: the rest of {@link Rules}.
 * They name it by the identifier that the decision uses, so what is checked is what is done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // what is refused has no other effect
class CommandRules implements CommandGate {
  private final AccessScopes scopes;

  CommandRules(AccessScopes scopes) {
    this.scopes = scopes;
  }

  @Override
  public void check(Object command) {
    AccessScope scope = scopes.ofRequest();
    if (scope == null || scope.everything()) {
      return;
    }
    Targeted.Target target = command instanceof Targeted it ? it.target() : marked(command);
    if (target == null) {
      return;
    }
    if (!reached(target, scope)) {
      throw refused(target);
    }
  }

  /** The component that {@link Allowed#by} names. */
  private static Targeted.@Nullable Target marked(Object command) {
    Allowed allowed = command.getClass().getAnnotation(Allowed.class);
    if (allowed == null || allowed.by().isEmpty()) {
      return null;
    }
    CommandShape.Part part = CommandShape.of(command.getClass()).named(allowed.by());
    return new Targeted.Target(part.written(), Objects.requireNonNull(part.of(command)));
  }

  private boolean reached(Targeted.Target target, AccessScope scope) {
    return switch (target.of()) {
      case StructureId structure -> scope.reaches(structure);
      case SchoolId school -> scope.reaches(school) && (!target.whole() || scope.whole());
      case StudentId student -> scopes.covers(scope, student);
      case UUID person -> person.equals(scope.person());
      default ->
          throw new IllegalStateException("no class, group, school or person: " + target.of());
    };
  }

  private static Refusal refused(Targeted.Target target) {
    String key = target.of() instanceof UUID ? "access.not-oneself" : "access.out-of-reach";
    return new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of(target.field(), key)));
  }
}
