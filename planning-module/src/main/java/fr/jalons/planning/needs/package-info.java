/** What each student needs (S8, S10): diagnosed, refined, closed. */
@NamedInterface("needs")
@NullMarked
package fr.jalons.planning.needs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
