/** The official grid about AP as a school has answered it, with the evidence on file (S48). */
@NullMarked
package fr.jalons.grid;

import org.jspecify.annotations.NullMarked;
