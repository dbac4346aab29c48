/** What is left of those who were erased. */
@NullMarked
package fr.jalons.privacy;

import org.jspecify.annotations.NullMarked;
