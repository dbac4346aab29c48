@NullMarked
package fr.jalons.golden;

import org.jspecify.annotations.NullMarked;
