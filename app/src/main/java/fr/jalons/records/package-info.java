/** Records of any kind: what they say and said, and how they are corrected, withdrawn and ended. */
@NullMarked
package fr.jalons.records;

import org.jspecify.annotations.NullMarked;
