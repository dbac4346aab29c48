@NullMarked
package fr.jalons.actionbank;

import org.jspecify.annotations.NullMarked;
