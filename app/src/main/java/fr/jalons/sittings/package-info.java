/** Meetings about students while they are held: one student after the other, and the minutes. */
@NullMarked
package fr.jalons.sittings;

import org.jspecify.annotations.NullMarked;
