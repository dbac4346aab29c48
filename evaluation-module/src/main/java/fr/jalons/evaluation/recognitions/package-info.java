/** What students were recognised for (S25). */
@NamedInterface("recognitions")
@NullMarked
package fr.jalons.evaluation.recognitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
