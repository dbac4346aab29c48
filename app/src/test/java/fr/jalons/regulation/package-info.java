/** Regulation on a running server. */
@NullMarked
package fr.jalons.regulation;

import org.jspecify.annotations.NullMarked;
