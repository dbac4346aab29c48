/** What {@link fr.jalons.faults.Fuzz} sends, to whom, and what it holds against the answers. */
@NullMarked
package fr.jalons.faults.fuzz;

import org.jspecify.annotations.NullMarked;
