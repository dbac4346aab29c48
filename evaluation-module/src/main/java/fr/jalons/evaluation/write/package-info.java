/** Decisions of Check: one file for each command. */
@NamedInterface("commands")
@NullMarked
package fr.jalons.evaluation.write;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
