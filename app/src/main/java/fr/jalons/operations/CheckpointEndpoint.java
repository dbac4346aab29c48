package fr.jalons.operations;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.Checkpoints;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A signed statement of what the log holds now, for an auditor to keep. */
@RestController
class CheckpointEndpoint {
  private static final String TEXT = "text/plain;charset=utf-8";

  private final Checkpoints checkpoints;
  private final CheckpointFiles files;

  CheckpointEndpoint(Checkpoints checkpoints, CheckpointFiles files) {
    this.checkpoints = checkpoints;
    this.files = files;
  }

  /** In the form of C2SP tlog-checkpoint; refused while the log contradicts an earlier one. */
  @GetMapping(path = "/api/log/checkpoint", produces = TEXT)
  @Allowed(who = Who.WITNESSES, over = Over.SIGNED_IN)
  String checkpoint() {
    try {
      return checkpoints.answer();
    } catch (Checkpoints.Contradiction e) {
      throw Refusal.conflict("app.log-contradicts-checkpoint");
    }
  }

  /** The key that checks it, in the form of C2SP signed-note. */
  @GetMapping(path = "/api/log/key", produces = TEXT)
  @Allowed(who = Who.WITNESSES, over = Over.SIGNED_IN)
  String key() {
    return files.key().verifier() + "\n";
  }
}
