/** Aspects: what the log says of a student, a class, a school or a teacher, folded and kept. */
@NullMarked
package fr.jalons.platform.aspects;

import org.jspecify.annotations.NullMarked;
