/**
 * How an event says that a text is about somebody, and how a text that stays readable is searched
 * for names. Apart from both the events, which carry the mark, and the platform, which acts on it
 * and knows no event.
 */
@NullMarked
package fr.jalons.marks;

import org.jspecify.annotations.NullMarked;
