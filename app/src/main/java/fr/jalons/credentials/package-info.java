/** Recognitions as signed credentials that students take along, and what verifies them (S25). */
@NullMarked
package fr.jalons.credentials;

import org.jspecify.annotations.NullMarked;
