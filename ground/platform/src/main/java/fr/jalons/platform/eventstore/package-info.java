/**
 * Axon's event storage on plain PostgreSQL: a log with gap-free positions in commit order, tags,
 * append conditions, group commit and a hash chain. Knows neither Spring nor the domain.
 */
@NullMarked
package fr.jalons.platform.eventstore;

import org.jspecify.annotations.NullMarked;
