/** Competencies of a student, as several assessors and the student see them (S11). */
@NamedInterface("competencies")
@NullMarked
package fr.jalons.evaluation.competencies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
