/** What waits for somebody today, from all modules: the home page of staff. */
@NullMarked
package fr.jalons.day;

import org.jspecify.annotations.NullMarked;
