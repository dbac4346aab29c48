/** Open pages hear of what others record, and show it. */
@NullMarked
package fr.jalons.live;

import org.jspecify.annotations.NullMarked;
