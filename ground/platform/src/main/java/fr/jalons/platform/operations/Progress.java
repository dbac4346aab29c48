package fr.jalons.platform.operations;

/** How far a piece of work has come. The one who works writes, everybody may read. */
public final class Progress {
  private final long started = System.nanoTime();
  private volatile long done;
  private volatile long total;

  /** {@code done} of {@code total} events are through. */
  public void reached(long done, long total) {
    this.total = total;
    this.done = done;
  }

  long done() {
    return done;
  }

  long total() {
    return total;
  }

  long perSecond() {
    return Math.round(done * 1e9 / Math.max(1, System.nanoTime() - started));
  }

  double percent() {
    return total == 0 ? 0 : 100.0 * done / total;
  }
}
