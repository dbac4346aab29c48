/** Figures that a school publishes, and who has read them (S31). */
@NamedInterface("publications")
@NullMarked
package fr.jalons.evaluation.publications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
