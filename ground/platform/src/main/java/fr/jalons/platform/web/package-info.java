/** HTTP conventions shared by all endpoints: problems, languages, reading one's own writes. */
@NullMarked
package fr.jalons.platform.web;

import org.jspecify.annotations.NullMarked;
