@NullMarked
package fr.jalons.letters;

import org.jspecify.annotations.NullMarked;
