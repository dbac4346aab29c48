package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.platform.refusal.Refusal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What makes the questions of a survey answerable, one by one and together. */
final class Questions {
  private Questions() {}

  static void requireAnswerable(List<Question> questions) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      if (!ids.add(question.id())) {
        throw Refusal.invalid("questions[" + i + "].id", "evaluation.question-id-twice");
      }
      if (!choicesFit(question)) {
        throw Refusal.invalid("questions[" + i + "].choices", "evaluation.choices-unfit");
      }
    }
  }

  /** All that somebody wrote in them, by the field it stands in. */
  static Map<String, String> texts(List<Question> questions) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      String at = "questions[" + i + "].";
      texts.put(at + "id", question.id());
      texts.put(at + "text", question.text());
      for (int j = 0; j < question.choices().size(); j++) {
        texts.put(at + "choices[" + j + "]", question.choices().get(j));
      }
    }
    return texts;
  }

  private static boolean choicesFit(Question question) {
    List<String> choices = question.choices();
    return question.kind() == QuestionKind.CHOICE
        ? choices.size() >= 2 && Set.copyOf(choices).size() == choices.size()
        : choices.isEmpty();
  }
}
