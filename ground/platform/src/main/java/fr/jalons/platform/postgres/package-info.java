/**
 * A PostgreSQL that Jalons brings along, so that a school runs it with one command and nothing to
 * install. Real, durable, and stopped last; no Spring inside.
 */
@NullMarked
package fr.jalons.platform.postgres;

import org.jspecify.annotations.NullMarked;
