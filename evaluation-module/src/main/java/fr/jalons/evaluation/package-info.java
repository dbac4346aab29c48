/** Check (évaluer): frameworks, assessments by several assessors, surveys. */
@ApplicationModule(
    allowedDependencies = {"events", "marks", "platform", "school", "school::commands"})
@NullMarked
package fr.jalons.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
