/** Read models of Do: one file for each. */
@NullMarked
package fr.jalons.delivery.read;

import org.jspecify.annotations.NullMarked;
