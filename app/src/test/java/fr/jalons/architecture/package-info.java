/** The nets that hold the house together, each shown to catch a planted breach. */
@NullMarked
package fr.jalons.architecture;

import org.jspecify.annotations.NullMarked;
