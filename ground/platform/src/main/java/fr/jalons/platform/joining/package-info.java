/** Several files of one person, read as one. */
@NullMarked
package fr.jalons.platform.joining;

import org.jspecify.annotations.NullMarked;
