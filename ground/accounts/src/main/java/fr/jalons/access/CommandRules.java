package fr.jalons.access;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Post;
import fr.jalons.marks.Role;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.commands.Reserved;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.ThisSchool;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
  private static final Set<Role> PROGRAMS = EnumSet.of(Role.CLIENT);

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
    for (Targeted.Target target : targets(command)) {
      if (!reached(target, scope)) {
        throw refused(target);
      }
    }
    Reserved.Reservation reserved = command instanceof Reserved it ? it.reservation() : null;
    if (reserved != null && !scope.hasAny(reserved.who().roles()) && !scope.hasAny(PROGRAMS)) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, List.of(Fault.of(reserved.field(), "access.forbidden")));
    }
  }

  private static List<Targeted.Target> targets(Object command) {
    List<Targeted.Target> targets = new ArrayList<>();
    Targeted.Target target = command instanceof Targeted it ? it.target() : marked(command);
    if (target != null) {
      targets.add(target);
    }
    if (command.getClass().isAnnotationPresent(Post.class)) {
      for (CommandShape.Part part : CommandShape.of(command.getClass()).parts()) {
        Object value = part.of(command);
        if (value instanceof RecordScope scope) {
          targets.add(of(part.written(), scope));
        } else if (value instanceof ThisSchool school) {
          targets.add(new Targeted.Target(part.written(), school.id()));
        } else if (part.component().isAnnotationPresent(WithinReach.class)) {
          addStudents(part.written(), value, targets);
        }
      }
    }
    return targets;
  }

  /** A school or track must be reached with all its classes. */
  private static Targeted.Target of(String field, RecordScope scope) {
    StructureId structure = scope.structure();
    return structure == null
        ? new Targeted.Target(field, scope.school(), true)
        : new Targeted.Target(field, structure);
  }

  private static void addStudents(
      String field, @Nullable Object value, List<Targeted.Target> targets) {
    if (value instanceof StudentId student) {
      targets.add(new Targeted.Target(field, student));
    } else if (value instanceof List<?> many) {
      for (int i = 0; i < many.size(); i++) {
        addStudents(field + '[' + i + ']', many.get(i), targets);
      }
    } else if (value instanceof Record line) {
      for (RecordComponent component : line.getClass().getRecordComponents()) {
        if (component.getType() == StudentId.class) {
          Object student = EventMethods.call(EventMethods.handle(component.getAccessor()), line);
          addStudents(field + '.' + component.getName(), student, targets);
        }
      }
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
