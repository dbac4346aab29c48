/** Letters to people of the roster: how each of them comes in for the first time. */
@NullMarked
package fr.jalons.letters;

import org.jspecify.annotations.NullMarked;
