/**
 * Evidence that the log has not been altered: its Merkle tree, signed checkpoints, verification.
 */
@NullMarked
package fr.jalons.platform.transparency;

import org.jspecify.annotations.NullMarked;
