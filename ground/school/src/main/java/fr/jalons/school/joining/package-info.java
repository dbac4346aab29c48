/**
 * Two files of one person, read as one, and told apart again. What is read of the log names the
 * kept one: ADR 0045.
 */
@NamedInterface("joining")
@NullMarked
package fr.jalons.school.joining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
