@NullMarked
package fr.jalons.hostile;

import org.jspecify.annotations.NullMarked;
