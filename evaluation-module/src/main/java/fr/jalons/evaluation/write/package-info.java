/** Decisions of Check: one file for each command. */
@NullMarked
package fr.jalons.evaluation.write;

import org.jspecify.annotations.NullMarked;
