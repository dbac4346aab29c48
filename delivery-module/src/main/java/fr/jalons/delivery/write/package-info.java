/** Decisions of Do: one file for each command. */
@NamedInterface("commands")
@NullMarked
package fr.jalons.delivery.write;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
