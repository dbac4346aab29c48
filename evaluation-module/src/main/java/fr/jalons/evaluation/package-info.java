/** Check (évaluer): competencies against shared frameworks, and what the three publics say. */
@NullMarked
package fr.jalons.evaluation;

import org.jspecify.annotations.NullMarked;
