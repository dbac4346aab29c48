@NullMarked
package fr.jalons.assessing;

import org.jspecify.annotations.NullMarked;
