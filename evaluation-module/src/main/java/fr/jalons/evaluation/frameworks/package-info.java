/** Competency frameworks: shipped, and adopted by a school. */
@NamedInterface("frameworks")
@NullMarked
package fr.jalons.evaluation.frameworks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
