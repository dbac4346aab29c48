package fr.jalons.indicators;

import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The indicators by their labels, for components that are called so. */
@Component
class IndicatorChoices implements Choices {
  private final Indicators indicators;
  private final IndicatorLines lines;

  IndicatorChoices(Indicators indicators, IndicatorLines lines) {
    this.indicators = indicators;
    this.lines = lines;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == String.class && part.name().matches("indicators?");
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    return indicators.all().stream()
        .map(one -> new Choice(one.code(), one.code() + " – " + lines.label(one)))
        .toList();
  }
}
