/** Decision models of what all modules ask about a school and its people. */
@NullMarked
package fr.jalons.school.known;

import org.jspecify.annotations.NullMarked;
