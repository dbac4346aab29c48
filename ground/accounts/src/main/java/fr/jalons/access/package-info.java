/**
 * Who may do and see what: one table of rules, what each account's roles reach, and a second lock
 * in the database that holds even where a rule was forgotten.
 */
@NullMarked
package fr.jalons.access;

import org.jspecify.annotations.NullMarked;
