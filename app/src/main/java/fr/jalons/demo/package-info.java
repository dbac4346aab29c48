/** The demonstration school: its rosters, and the stories of all slices told of its two years. */
@NullMarked
package fr.jalons.demo;

import org.jspecify.annotations.NullMarked;
