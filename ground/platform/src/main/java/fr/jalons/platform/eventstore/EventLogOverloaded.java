package fr.jalons.platform.eventstore;

/** A queue of the log is full: nothing was appended, and the caller should come back later. */
public final class EventLogOverloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventLogOverloaded(int waiting) {
    super("The event log's queue is full: " + waiting + " wait.", null, false, false);
  }
}
