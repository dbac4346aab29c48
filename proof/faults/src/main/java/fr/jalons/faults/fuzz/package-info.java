/**
 * What {@link fr.jalons.faults.Fuzz} sends, as which visitors, and which answers it counts as
 * faults.
 */
@NullMarked
package fr.jalons.faults.fuzz;

import org.jspecify.annotations.NullMarked;
