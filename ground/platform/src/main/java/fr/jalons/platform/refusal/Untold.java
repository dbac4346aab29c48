package fr.jalons.platform.refusal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure for the server's log: what it is and where it happened, without its message and those
 * of its causes. They may repeat what somebody typed, which may be a name or a password.
 */
public final class Untold extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 10;

  private Untold(Throwable failure, @Nullable Untold cause) {
    super(name(failure), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  /** The same failure, untold. */
  public static Untold of(Throwable failure) {
    return of(failure, DEEPEST);
  }

  private static Untold of(Throwable failure, int deeper) {
    Throwable cause = failure.getCause();
    return new Untold(failure, cause == null || deeper == 0 ? null : of(cause, deeper - 1));
  }

  /** In one line: the failure and its causes. */
  public String inShort() {
    String name = String.valueOf(getMessage());
    return getCause() instanceof Untold cause ? name + " < " + cause.inShort() : name;
  }

  private static String name(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof SQLException sql ? name + ' ' + sql.getSQLState() : name;
  }
}
