package fr.jalons.platform.eventstore;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One decision waiting for the writer: its events, and the condition under which they may stand.
 *
 * @param marker last position the decision has seen; {@link Long#MAX_VALUE} for no condition
 * @param criteria what must not have been appended after the marker
 * @param outcome position of its last event, or why it was refused
 */
record Append(
    List<NewEvent> events, long marker, List<Criterion> criteria, CompletableFuture<Long> outcome) {

  /** Stands for the whole append, which is in the log entirely or not at all. */
  UUID lastId() {
    return events.getLast().id();
  }

  boolean conditional() {
    return marker != Long.MAX_VALUE;
  }
}
