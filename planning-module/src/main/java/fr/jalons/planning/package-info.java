/** Plan (planifier): who the students are, what each of them needs, and how that was found. */
@ApplicationModule(
    allowedDependencies = {"events", "marks", "platform", "school", "school::commands"})
@NullMarked
package fr.jalons.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
