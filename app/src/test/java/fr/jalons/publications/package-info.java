@NullMarked
package fr.jalons.publications;

import org.jspecify.annotations.NullMarked;
