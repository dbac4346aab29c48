@NullMarked
package fr.jalons.sittings;

import org.jspecify.annotations.NullMarked;
