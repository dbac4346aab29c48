@NullMarked
package fr.jalons.operations;

import org.jspecify.annotations.NullMarked;
