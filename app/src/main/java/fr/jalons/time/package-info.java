/** The school's clock. */
@NullMarked
package fr.jalons.time;

import org.jspecify.annotations.NullMarked;
