/** The composition root. */
@NullMarked
package fr.jalons;

import org.jspecify.annotations.NullMarked;
