/** The database under everything: its migrations, its transactions. */
@NullMarked
package fr.jalons.platform.database;

import org.jspecify.annotations.NullMarked;
