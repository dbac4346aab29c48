/** JSON of the event log. */
@NullMarked
package fr.jalons.platform.json;

import org.jspecify.annotations.NullMarked;
