@NullMarked
package fr.jalons.faults;

import org.jspecify.annotations.NullMarked;
