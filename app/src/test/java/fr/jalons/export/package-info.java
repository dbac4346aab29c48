@NullMarked
package fr.jalons.export;

import org.jspecify.annotations.NullMarked;
