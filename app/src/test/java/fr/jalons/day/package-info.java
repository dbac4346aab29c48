@NullMarked
package fr.jalons.day;

import org.jspecify.annotations.NullMarked;
