/** How students get ready for placements. */
@NamedInterface("placements")
@NullMarked
package fr.jalons.delivery.placements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
