/** Which PostgreSQL: the one Jalons brings along, unless another is named. */
@NullMarked
package fr.jalons.database;

import org.jspecify.annotations.NullMarked;
