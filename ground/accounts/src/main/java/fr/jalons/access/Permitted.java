package fr.jalons.access;

import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import org.springframework.stereotype.Component;

/**
 * For pages: whether to show a link to the form of a command. The form itself is guarded as well.
 */
@Component("permitted")
public class Permitted {
  private final CommandShapes shapes;
  private final RuleBook rules;
  private final AccessScopes reaches;

  Permitted(CommandShapes shapes, RuleBook rules, AccessScopes reaches) {
    this.shapes = shapes;
    this.rules = rules;
    this.reaches = reaches;
  }

  /** Whether one of the roles of whoever asks may give a command, called by its name. */
  public boolean may(String command) {
    AccessScope reach = reaches.current();
    return reach != null
        && shapes.all().stream()
            .filter(shape -> shape.type().getSimpleName().equals(command))
            .map(CommandShape::post)
            .flatMap(post -> rules.of("POST", post.value()).stream())
            .anyMatch(rule -> reach.hasAny(rule.roles()));
  }
}
