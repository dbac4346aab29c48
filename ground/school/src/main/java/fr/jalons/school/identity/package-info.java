/**
 * Who people are: the only part of the application that keeps names. They are staged under the id
 * of an import, and go live when the event log says that the import happened.
 */
@NullMarked
package fr.jalons.school.identity;

import org.jspecify.annotations.NullMarked;
