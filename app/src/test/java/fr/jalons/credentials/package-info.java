@NullMarked
package fr.jalons.credentials;

import org.jspecify.annotations.NullMarked;
