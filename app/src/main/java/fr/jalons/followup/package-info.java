/** What became of each student and class: follow-up now and at any past moment, and its history. */
@NullMarked
package fr.jalons.followup;

import org.jspecify.annotations.NullMarked;
