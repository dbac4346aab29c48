/** The official grid of AP, and how a school answers its questions (S48). */
@NamedInterface("grid")
@NullMarked
package fr.jalons.evaluation.grid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
