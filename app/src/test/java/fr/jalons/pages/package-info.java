@NullMarked
package fr.jalons.pages;

import org.jspecify.annotations.NullMarked;
