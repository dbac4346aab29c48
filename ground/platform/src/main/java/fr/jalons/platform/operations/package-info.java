/** Long work that operators ask for, and how far it has come. */
@NullMarked
package fr.jalons.platform.operations;

import org.jspecify.annotations.NullMarked;
