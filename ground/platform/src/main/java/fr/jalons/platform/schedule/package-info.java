/** Work that the installation does by itself at intervals, on one node at a time: ADR 0038. */
@NullMarked
package fr.jalons.platform.schedule;

import org.jspecify.annotations.NullMarked;
