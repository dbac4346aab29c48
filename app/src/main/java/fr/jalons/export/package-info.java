/** What a person may take along of what is known about them: "mes données". */
@NullMarked
package fr.jalons.export;

import org.jspecify.annotations.NullMarked;
