/** The demonstration school: a roster and one year of plausible history, by a seeded generator. */
@NullMarked
package fr.jalons.demo;

import org.jspecify.annotations.NullMarked;
