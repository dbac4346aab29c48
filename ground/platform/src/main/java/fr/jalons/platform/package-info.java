/** The technical ground of all modules. It knows none of them. */
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {"marks"})
@NullMarked
package fr.jalons.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
