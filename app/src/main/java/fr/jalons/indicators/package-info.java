/** Indicators of the grid, of a class, a group, a track or a school. */
@NullMarked
package fr.jalons.indicators;

import org.jspecify.annotations.NullMarked;
