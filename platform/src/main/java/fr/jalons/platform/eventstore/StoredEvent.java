package fr.jalons.platform.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One event as it stands in the log.
 *
 * @param position its place, from 1
 * @param type namespace and name, e.g. {@code planning.NeedDiagnosed}
 * @param payload the exact JSON that was hashed
 */
public record StoredEvent(
    long position,
    UUID id,
    String type,
    String revision,
    String payload,
    Map<String, String> metadata,
    Instant recordedAt) {}
