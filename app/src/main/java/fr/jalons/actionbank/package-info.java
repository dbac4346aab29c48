/** What actions have done for needs of an area in a school, so that a team can choose. */
@NullMarked
package fr.jalons.actionbank;

import org.jspecify.annotations.NullMarked;
