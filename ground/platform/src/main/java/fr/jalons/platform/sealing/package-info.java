/**
 * Texts about people, encrypted wherever they are stored, each with a key of its subject. A
 * destroyed key erases them everywhere at once: in the log, which never changes, in read models,
 * and in every copy of both.
 */
@NullMarked
package fr.jalons.platform.sealing;

import org.jspecify.annotations.NullMarked;
