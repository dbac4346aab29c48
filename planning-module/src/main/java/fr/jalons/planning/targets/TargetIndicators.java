package fr.jalons.planning.targets;

import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.known.KnownIndicators;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The indicators that a target may be about, for its decision and for its form. */
@Component
final class TargetIndicators implements Choices {
  private final Messages messages;

  TargetIndicators(Messages messages) {
    this.messages = messages;
  }

  /** Whether it is not about targets itself. */
  static boolean mayHaveTargets(Indicator indicator) {
    return !indicator.code().equals("S30");
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return shape.type() == SetTarget.class && part.name().equals("indicator");
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    return KnownIndicators.all().stream()
        .filter(TargetIndicators::mayHaveTargets)
        .map(
            one ->
                new Choice(one.code(), one.code() + " – " + messages.of("indicator." + one.code())))
        .toList();
  }
}
