/** Who belongs to a school: its classes, students and teachers, and the days of each membership. */
@NullMarked
package fr.jalons.school.directory;

import org.jspecify.annotations.NullMarked;
