/** How fast the event log is, as ratios to yardsticks that run in turns with it. */
@NullMarked
package fr.jalons.benchmarks;

import org.jspecify.annotations.NullMarked;
