/** What the livret scolaire says of a student's AP. */
@NamedInterface("livret")
@NullMarked
package fr.jalons.evaluation.livret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
