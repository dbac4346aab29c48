/** How Jalons says no: refusals that carry a message key, and their translation to problem+json. */
@NullMarked
package fr.jalons.platform.refusal;

import org.jspecify.annotations.NullMarked;
