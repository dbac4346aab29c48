package fr.jalons.platform.slices;

import java.time.Instant;
import java.util.UUID;

/**
 * The circumstances of an event.
 *
 * @param position its place in the log, from 1
 * @param actor the account that caused it
 */
public record Recorded(long position, UUID id, Instant at, String actor) {}
