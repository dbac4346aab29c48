package fr.jalons.school.stories;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A command that is given.
 *
 * @param actor who gives it
 * @param command asked for when its moment has come: it may depend on what was told before
 */
public record Step(Instant at, String actor, Supplier<? extends Record> command) {}
