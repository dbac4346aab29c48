package fr.jalons.evaluation.automation;

import fr.jalons.evaluation.write.BallotKeys;
import fr.jalons.events.EvaluationEvent.SurveyClosed;
import fr.jalons.platform.slices.Projection;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;

/** Once the log says that a survey is closed, its key is of no more use to anyone honest. */
@Projection(name = "evaluation.ballot-keys")
class DestroyBallotKeys {
  private final BallotKeys keys;

  DestroyBallotKeys(BallotKeys keys) {
    this.keys = keys;
  }

  @EventHandler
  void on(SurveyClosed event) {
    keys.destroy(event.survey());
  }
}
