/** Who acts. */
@NullMarked
package fr.jalons.platform.actor;

import org.jspecify.annotations.NullMarked;
