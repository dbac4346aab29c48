/** The figures that a school wants to reach. */
@NamedInterface("targets")
@NullMarked
package fr.jalons.planning.targets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
