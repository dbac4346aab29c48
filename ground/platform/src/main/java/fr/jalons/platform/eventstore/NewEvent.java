package fr.jalons.platform.eventstore;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** An event on its way into the log: everything but its position and its place in the chain. */
record NewEvent(
    UUID id,
    String type,
    String revision,
    String payload,
    String metadata,
    Instant recordedAt,
    Set<String> tags,
    byte[] digest) {

  static NewEvent of(
      UUID id,
      String type,
      String revision,
      String payload,
      String metadata,
      Instant recordedAt,
      Set<String> tags) {
    return new NewEvent(
        id,
        type,
        revision,
        payload,
        metadata,
        recordedAt,
        tags,
        HashChain.digest(id, type, revision, payload, metadata, recordedAt, tags));
  }
}
