/** Work that students do by themselves (S22, S41). */
@NamedInterface("works")
@NullMarked
package fr.jalons.delivery.works;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
