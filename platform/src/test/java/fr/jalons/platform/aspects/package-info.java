/** What the tests of every module share: a real PostgreSQL, started once. */
@NullMarked
package fr.jalons.platform.testing;

import org.jspecify.annotations.NullMarked;
