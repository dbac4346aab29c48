@NullMarked
package fr.jalons.printing;

import org.jspecify.annotations.NullMarked;
