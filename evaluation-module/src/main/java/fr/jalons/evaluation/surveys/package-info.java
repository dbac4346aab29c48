/** Surveys (S32): opened, answered, closed, and what came of them. */
@NamedInterface("surveys")
@NullMarked
package fr.jalons.evaluation.surveys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
