package fr.jalons.surveys;

import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.platform.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions of a survey as fields: see the template {@code surveys/questions}. */
public final class SurveyForm {
  private static final String FIELD = "answer.";

  private SurveyForm() {}

  /** What was entered, by question. What was left blank is no answer. */
  public static Map<String, String> answers(List<Question> questions, Map<String, String> fields) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Question question : questions) {
      String answer = fields.get(FIELD + question.id());
      if (answer != null && !answer.isBlank()) {
        answers.put(question.id(), answer);
      }
    }
    return answers;
  }

  /** Refuses a form that says nothing. */
  public static void requireSome(Map<String, String> answers) {
    if (answers.isEmpty()) {
      throw Refusal.invalid("answers", "survey.answer.none");
    }
  }
}
