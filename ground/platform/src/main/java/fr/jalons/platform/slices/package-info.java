/**
 * Finds the handlers, decision models and projections of the modules and registers them with Axon,
 * once.
 */
@NullMarked
package fr.jalons.platform.slices;

import org.jspecify.annotations.NullMarked;
