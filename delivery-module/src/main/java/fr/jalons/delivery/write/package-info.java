/** Decisions of Do: one file for each command. */
@NullMarked
package fr.jalons.delivery.write;

import org.jspecify.annotations.NullMarked;
