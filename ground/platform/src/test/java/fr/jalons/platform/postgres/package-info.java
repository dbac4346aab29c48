@NullMarked
package fr.jalons.platform.postgres;

import org.jspecify.annotations.NullMarked;
