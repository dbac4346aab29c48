/** Actions: their sheets, what they are adapted to, and what came of them. */
@NullMarked
package fr.jalons.delivery.actions;

import org.jspecify.annotations.NullMarked;
