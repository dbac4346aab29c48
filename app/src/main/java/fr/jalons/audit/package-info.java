/** What auditors take away: a student's history that can be checked without us. */
@NullMarked
package fr.jalons.audit;

import org.jspecify.annotations.NullMarked;
