/** Assessments of a whole class at once (S11). */
@NullMarked
package fr.jalons.assessing;

import org.jspecify.annotations.NullMarked;
