/** What tests of aspects fold. */
@NullMarked
package planted.aspects;

import org.jspecify.annotations.NullMarked;
