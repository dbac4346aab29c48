@NullMarked
package fr.jalons.security;

import org.jspecify.annotations.NullMarked;
