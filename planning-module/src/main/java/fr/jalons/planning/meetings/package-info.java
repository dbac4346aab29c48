/** Meetings of the bodies that steer, and their minutes (S4, S5, S46). */
@NamedInterface("meetings")
@NullMarked
package fr.jalons.planning.meetings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
