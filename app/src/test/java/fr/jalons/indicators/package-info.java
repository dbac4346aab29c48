/** Indicators at every scope, and the table that they make up. */
@NullMarked
package fr.jalons.indicators;

import org.jspecify.annotations.NullMarked;
