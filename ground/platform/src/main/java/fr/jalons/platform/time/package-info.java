/** What day it is at a school: ADR 0051. */
@NullMarked
package fr.jalons.platform.time;

import org.jspecify.annotations.NullMarked;
