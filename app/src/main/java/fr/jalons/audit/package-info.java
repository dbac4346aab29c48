/**
 * Auditing: an accompaniment replayed, and a history to take away that can be checked without us.
 */
@NullMarked
package fr.jalons.audit;

import org.jspecify.annotations.NullMarked;
