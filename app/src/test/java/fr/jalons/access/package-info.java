@NullMarked
package fr.jalons.access;

import org.jspecify.annotations.NullMarked;
