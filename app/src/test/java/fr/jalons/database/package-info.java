@NullMarked
package fr.jalons.database;

import org.jspecify.annotations.NullMarked;
