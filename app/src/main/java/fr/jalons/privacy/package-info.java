/** Forgetting people: erasure decided by two administrators, and at the end of retention. */
@NullMarked
package fr.jalons.privacy;

import org.jspecify.annotations.NullMarked;
