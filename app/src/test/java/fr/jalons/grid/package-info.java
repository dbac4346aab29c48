@NullMarked
package fr.jalons.grid;

import org.jspecify.annotations.NullMarked;
