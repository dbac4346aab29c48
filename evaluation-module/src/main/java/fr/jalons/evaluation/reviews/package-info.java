/** Stage reviews of students, and the strengths that they name (S28, S29). */
@NamedInterface("reviews")
@NullMarked
package fr.jalons.evaluation.reviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
