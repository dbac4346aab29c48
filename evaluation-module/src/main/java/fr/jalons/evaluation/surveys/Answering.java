package fr.jalons.evaluation.surveys;

import fr.jalons.evaluation.surveys.BallotKeys.Seal;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes answers to surveys, whichever way they come. */
@Component
class Answering {
  private final Commands commands;
  private final BallotKeys keys;
  private final Ballots ballots;

  Answering(Commands commands, BallotKeys keys, Ballots ballots) {
    this.commands = commands;
    this.keys = keys;
    this.ballots = ballots;
  }

  /** From whoever sends the current request, whose key the survey's seal hides. */
  Receipt asSender(SurveyId survey, UUID somebody, Map<String, String> answers) {
    Optional<Seal> seal = keys.sealOf(survey);
    return commands.send(
        command(survey, somebody, answers), key -> seal.map(of -> of.of(key)).orElse(key));
  }

  /** From somebody for whom an actor stands. */
  void as(String actor, SurveyId survey, UUID somebody, Map<String, String> answers) {
    commands.sendAs(actor, command(survey, somebody, answers));
  }

  private AnswerSurvey command(SurveyId survey, UUID somebody, Map<String, String> answers) {
    UUID respondent = ballots.respondent(somebody);
    return new AnswerSurvey(survey, ballots.of(survey, respondent), respondent, answers);
  }
}
