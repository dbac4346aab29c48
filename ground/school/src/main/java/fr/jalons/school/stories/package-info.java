/**
 * A believable year of each slice, told as commands: the demonstration, the examples of the API and
 * the tests that mean "everything" take them from there.
 */
@NullMarked
package fr.jalons.school.stories;

import org.jspecify.annotations.NullMarked;
