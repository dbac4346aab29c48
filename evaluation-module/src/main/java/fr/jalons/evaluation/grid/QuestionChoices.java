package fr.jalons.evaluation.grid;

import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The questions of the grid, each by what the indicator of its row is called. */
@Component
class QuestionChoices implements Choices {
  private final MessageSource words;

  QuestionChoices(MessageSource words) {
    this.words = words;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return shape.type() == AnswerQuestion.class && part.name().equals("question");
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    return Grid.shipped().questions().stream()
        .map(one -> new Choice(one.code(), one.code() + " – " + label(one)))
        .toList();
  }

  /** Not all rows have one. */
  private String label(Grid.Question question) {
    String label =
        words.getMessage(
            "indicator." + question.row(), null, question.row(), LocaleContextHolder.getLocale());
    return label == null ? question.row() : label;
  }
}
