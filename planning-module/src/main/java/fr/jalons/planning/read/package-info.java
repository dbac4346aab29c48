/** Read models of Plan: one file for each. */
@NullMarked
package fr.jalons.planning.read;

import org.jspecify.annotations.NullMarked;
