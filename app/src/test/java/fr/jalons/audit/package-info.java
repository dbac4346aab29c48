@NullMarked
package fr.jalons.audit;

import org.jspecify.annotations.NullMarked;
