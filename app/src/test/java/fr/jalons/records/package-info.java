@NullMarked
package fr.jalons.records;

import org.jspecify.annotations.NullMarked;
