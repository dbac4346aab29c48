package fr.jalons.platform.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One event, as it is read from the log.
 *
 * @param position its place, from 1
 * @param type namespace and name, e.g. {@code planning.NeedDiagnosed}
 * @param revision the one that its payload has, after every {@link PayloadUpgrade}
 * @param payload JSON; without an upgrade, the exact text that was hashed
 */
public record StoredEvent(
    long position,
    UUID id,
    String type,
    String revision,
    String payload,
    Map<String, String> metadata,
    Instant recordedAt) {}
