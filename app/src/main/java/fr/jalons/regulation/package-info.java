/** Regulation (S27): rules that alert, and the page on which bodies decide and look at effects. */
@NullMarked
package fr.jalons.regulation;

import org.jspecify.annotations.NullMarked;
