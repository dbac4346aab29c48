/**
 * Who may come in: people by login and password, programs by token. What they may do inside is the
 * modules' business.
 */
@NullMarked
package fr.jalons.security;

import org.jspecify.annotations.NullMarked;
