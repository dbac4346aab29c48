@NullMarked
package fr.jalons.platform.eventstore;

import org.jspecify.annotations.NullMarked;
