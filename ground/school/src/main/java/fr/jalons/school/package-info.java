/**
 * The school that Plan, Do and Check stand on: which class, group or school a request means, and
 * who belongs to it.
 */
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {"events", "marks", "platform"})
@NullMarked
package fr.jalons.school;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
