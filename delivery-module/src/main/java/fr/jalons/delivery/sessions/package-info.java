/** Sessions (S42, S47): scheduled, held or cancelled, and the roll of each. */
@NamedInterface("sessions")
@NullMarked
package fr.jalons.delivery.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
