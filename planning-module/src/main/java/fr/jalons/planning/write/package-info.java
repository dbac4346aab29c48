/** Decisions of Plan: one file for each command. */
@NullMarked
package fr.jalons.planning.write;

import org.jspecify.annotations.NullMarked;
