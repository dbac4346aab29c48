@NullMarked
package fr.jalons.start;

import org.jspecify.annotations.NullMarked;
