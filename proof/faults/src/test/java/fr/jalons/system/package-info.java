/** Jalons as its users run it: a process of its own, on its own database, over HTTP. */
@NullMarked
package fr.jalons.system;

import org.jspecify.annotations.NullMarked;
