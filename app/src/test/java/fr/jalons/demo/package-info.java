@NullMarked
package fr.jalons.demo;

import org.jspecify.annotations.NullMarked;
