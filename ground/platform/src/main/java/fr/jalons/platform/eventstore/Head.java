package fr.jalons.platform.eventstore;

/** The end of the log: the last position (0 when empty) and the hash that stands there. */
record Head(long position, byte[] hash) {
  /** Matches no log, so that the first append of a writer learns the true head. */
  static final Head UNKNOWN = new Head(-1, new byte[0]);
}
