/** The first minutes of an installation: what is there already, and what comes next. */
@NullMarked
package fr.jalons.start;

import org.jspecify.annotations.NullMarked;
