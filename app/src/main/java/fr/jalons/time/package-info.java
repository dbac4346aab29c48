/** What time it is at school. */
@NullMarked
package fr.jalons.time;

import org.jspecify.annotations.NullMarked;
