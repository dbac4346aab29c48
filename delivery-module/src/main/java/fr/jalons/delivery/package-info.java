/** Do (mettre en œuvre): sessions as planned, as held, and who was there. */
@NullMarked
package fr.jalons.delivery;

import org.jspecify.annotations.NullMarked;
