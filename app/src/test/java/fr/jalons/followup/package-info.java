@NullMarked
package fr.jalons.followup;

import org.jspecify.annotations.NullMarked;
