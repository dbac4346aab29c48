/** Who looked at whose file: recorded behind the reading, and shown to those whose file it is. */
@NullMarked
package fr.jalons.consultation;

import org.jspecify.annotations.NullMarked;
