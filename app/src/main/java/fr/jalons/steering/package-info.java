/** What a school has on file beside its students: the plan, meetings, actions, partners. */
@NullMarked
package fr.jalons.steering;

import org.jspecify.annotations.NullMarked;
