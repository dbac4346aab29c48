/**
 * The import of a school's roster. People are matched and staged first; the decision, made of ids
 * alone, is one append; what was staged goes live when the log says so.
 */
@NamedInterface("roster-import")
@NullMarked
package fr.jalons.school.importroster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
