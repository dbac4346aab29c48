/** Aspects of planted subjects, on a real PostgreSQL. */
@NullMarked
package fr.jalons.platform.aspects;

import org.jspecify.annotations.NullMarked;
