/** Pages on paper: what a template shows in a browser becomes a tagged PDF. */
@NullMarked
package fr.jalons.printing;

import org.jspecify.annotations.NullMarked;
