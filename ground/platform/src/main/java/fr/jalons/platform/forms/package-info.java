/** Commands given in the browser: forms made of what their records say. */
@NullMarked
package fr.jalons.platform.forms;

import org.jspecify.annotations.NullMarked;
