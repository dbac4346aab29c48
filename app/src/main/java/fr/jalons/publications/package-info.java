/** What a school has published of its figures, for those whom it addresses. */
@NullMarked
package fr.jalons.publications;

import org.jspecify.annotations.NullMarked;
