/** Keys, and what they protect. */
@NullMarked
package fr.jalons.platform.sealing;

import org.jspecify.annotations.NullMarked;
