/** What happens to a student who is known already. */
@NamedInterface("commands")
@NullMarked
package fr.jalons.school.students;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
