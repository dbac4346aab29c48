package fr.jalons.evaluation.write;

import fr.jalons.events.EvaluationEvent.Question;
import fr.jalons.events.EvaluationEvent.QuestionKind;
import fr.jalons.platform.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
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

  private static boolean choicesFit(Question question) {
    List<String> choices = question.choices();
    return question.kind() == QuestionKind.CHOICE
        ? choices.size() >= 2 && Set.copyOf(choices).size() == choices.size()
        : choices.isEmpty();
  }
}
