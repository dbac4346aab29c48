/** Read models: how far they have come, and how a reader waits for their own writes. */
@NullMarked
package fr.jalons.platform.readmodels;

import org.jspecify.annotations.NullMarked;
