/** Positioning tests and their scores. */
@NamedInterface("positioning")
@NullMarked
package fr.jalons.planning.positioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
