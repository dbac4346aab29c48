/** Attacks on a running Jalons and its event log, and the audits that say what they have done. */
@NullMarked
package fr.jalons.faults;

import org.jspecify.annotations.NullMarked;
