@NullMarked
package fr.jalons.steering;

import org.jspecify.annotations.NullMarked;
