package fr.jalons.platform.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long work that an operator has asked for.
 *
 * @param subject what it works on
 * @param done events it has worked through, of {@code total}
 * @param perSecond events per second since it started
 * @param finding a number it has found, whose meaning is the kind's own
 * @param detail what it has to say, in English, for operators
 */
public record Operation(
    UUID id,
    Kind kind,
    String subject,
    State state,
    long done,
    long total,
    long perSecond,
    @Nullable Long finding,
    @Nullable String detail,
    Instant startedAt,
    Instant updatedAt) {

  /** What is being done. */
  public enum Kind {
    /**
     * The log's hash chain and tree are recomputed; finds the first position that does not hold.
     */
    VERIFICATION,
    /** A read model is folded anew from the log; finds the number of rows that had differed. */
    REBUILD
  }

  /** How it stands. */
  public enum State {
    RUNNING,
    /** A verification has found every position to hold. */
    VALID,
    /** A verification has found one that does not. */
    BROKEN,
    /** A rebuild is done. */
    DONE,
    /** It could not be carried through, or the node it ran on is gone. */
    FAILED
  }

  /** From 0 to 100, which is reached when it has ended well. */
  public int percent() {
    if (state == State.DONE || state == State.VALID) {
      return 100;
    }
    return total == 0 ? 0 : (int) Math.min(99, done * 100 / total);
  }

  /** At the present pace; zero while there is none to go by. */
  public Duration timeLeft() {
    return state == State.RUNNING && perSecond > 0
        ? Duration.ofSeconds(Math.max(0, total - done) / perSecond)
        : Duration.ZERO;
  }
}
