/** Interviews with a student. */
@NamedInterface("interviews")
@NullMarked
package fr.jalons.planning.interviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
