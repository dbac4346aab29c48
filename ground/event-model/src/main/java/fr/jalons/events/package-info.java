/**
 * The published language: every event of the log, the identifiers they carry and the tags they are
 * found by. Events are forever: add a field with a default, or a new event, but never rename.
 */
@NullMarked
package fr.jalons.events;

import org.jspecify.annotations.NullMarked;
