/** Who follows a student, and when somebody last spoke with them. */
@NamedInterface("tutors")
@NullMarked
package fr.jalons.planning.tutors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
