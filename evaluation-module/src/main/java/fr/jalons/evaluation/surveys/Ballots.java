package fr.jalons.evaluation.surveys;

import fr.jalons.evaluation.surveys.BallotKeys.Seal;
import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.joining.JoinedFiles;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.stereotype.Component;

/** Who answers, and under which ballot: somebody with several identifiers answers once. */
@Component
class Ballots {
  private final BallotKeys keys;
  private final JoinedFiles joined;
  private final PostgresEventStorageEngine log;

  Ballots(BallotKeys keys, JoinedFiles joined, PostgresEventStorageEngine log) {
    this.keys = keys;
    this.joined = joined;
    this.log = log;
  }

  /** The identifier by which somebody is read. */
  UUID respondent(UUID id) {
    return joined.kept(id);
  }

  /**
   * The ballot that was cast under any identifier of the respondent, or else the one of the kept.
   * Empty where the survey has no key.
   */
  String of(SurveyId survey, UUID respondent) {
    Optional<Seal> seal = keys.sealOf(survey);
    if (seal.isEmpty()) {
      return "";
    }
    Seal of = seal.orElseThrow();
    String own = of.of(joined.kept(respondent).toString());
    return joined.files(respondent).stream()
        .skip(1)
        .map(file -> of.of(file.toString()))
        .filter(this::isCast)
        .findFirst()
        .orElse(own);
  }

  /** Whether somebody has answered under a ballot. */
  boolean isCast(String ballot) {
    return log.hasAny(Stream.of(Tag.of(Tags.BALLOT, ballot)));
  }
}
