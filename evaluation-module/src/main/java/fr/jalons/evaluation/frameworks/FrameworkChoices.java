package fr.jalons.evaluation.frameworks;

import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The frameworks in force, their competencies and the levels of their rubrics, by their labels. */
final class FrameworkChoices {
  private FrameworkChoices() {}

  /** The frameworks. */
  @Component
  static class OfFrameworks implements Choices {
    private final Frameworks frameworks;

    OfFrameworks(Frameworks frameworks) {
      this.frameworks = frameworks;
    }

    @Override
    public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
      return part.name().equals("framework");
    }

    @Override
    public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
      return frameworks.all().stream().map(row -> new Choice(row.code(), row.title())).toList();
    }
  }

  /** Their competencies. */
  @Component
  static class OfCompetencies implements Choices {
    private final Frameworks frameworks;

    OfCompetencies(Frameworks frameworks) {
      this.frameworks = frameworks;
    }

    @Override
    public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
      return part.name().equals("competency") || part.name().equals("competencies");
    }

    @Override
    public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
      return frameworks.all().stream()
          .flatMap(row -> row.competencies().stream())
          .map(one -> new Choice(one.code(), one.code() + " – " + one.label()))
          .toList();
    }
  }

  /** The steps of their rubrics; where two frameworks differ, both labels. */
  @Component
  static class OfLevels implements Choices {
    private final Frameworks frameworks;

    OfLevels(Frameworks frameworks) {
      this.frameworks = frameworks;
    }

    @Override
    public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
      return part.name().equals("level")
          && shape.parts().stream().anyMatch(other -> other.name().equals("framework"));
    }

    @Override
    public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
      return frameworks.all().stream()
          .flatMap(row -> row.rubric().stream())
          .map(step -> Map.entry(step.level(), step.label()))
          .distinct()
          .sorted(Map.Entry.comparingByKey())
          .map(
              step -> new Choice(step.getKey().toString(), step.getKey() + " – " + step.getValue()))
          .toList();
    }
  }
}
