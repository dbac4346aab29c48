/** Sends commands: with their actor, their idempotency key and the position they led to. */
@NullMarked
package fr.jalons.platform.commands;

import org.jspecify.annotations.NullMarked;
