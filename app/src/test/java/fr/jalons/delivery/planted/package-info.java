@NullMarked
package fr.jalons.delivery.planted;

import org.jspecify.annotations.NullMarked;
