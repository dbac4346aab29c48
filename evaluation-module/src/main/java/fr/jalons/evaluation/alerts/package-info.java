/** Regulation (S27): alerts, what bodies decide on them, and the effect of it. */
@NamedInterface("alerts")
@NullMarked
package fr.jalons.evaluation.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
