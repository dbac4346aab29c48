/** How those who have signed in answer surveys, and what their form has in common with others. */
@NullMarked
package fr.jalons.surveys;

import org.jspecify.annotations.NullMarked;
