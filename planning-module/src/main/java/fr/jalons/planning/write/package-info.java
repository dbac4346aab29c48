/** Decisions of Plan: one file for each command. */
@NamedInterface("commands")
@NullMarked
package fr.jalons.planning.write;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
