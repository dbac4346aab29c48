@NullMarked
package fr.jalons.school.stories;

import org.jspecify.annotations.NullMarked;
