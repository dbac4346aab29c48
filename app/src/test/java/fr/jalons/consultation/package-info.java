@NullMarked
package fr.jalons.consultation;

import org.jspecify.annotations.NullMarked;
