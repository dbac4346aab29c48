@NullMarked
package fr.jalons.platform.transparency;

import org.jspecify.annotations.NullMarked;
