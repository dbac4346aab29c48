/** Read models of Check: one file for each. */
@NullMarked
package fr.jalons.evaluation.read;

import org.jspecify.annotations.NullMarked;
