/** Do (mettre en œuvre): sessions, who was there, and what was worked on. */
@ApplicationModule(
    allowedDependencies = {"events", "marks", "platform", "school", "school::commands"})
@NullMarked
package fr.jalons.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
