package fr.jalons.platform.web;

/** The read models have not reached the position a reader asked for in the time he waits. */
final class ReadModelBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadModelBehind(long wanted) {
    super("read models are behind position " + wanted, null, false, false);
  }
}
