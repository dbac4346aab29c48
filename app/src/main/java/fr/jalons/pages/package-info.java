/** What every page shares: the layout, the way in, and what is shown when something is wrong. */
@NullMarked
package fr.jalons.pages;

import org.jspecify.annotations.NullMarked;
