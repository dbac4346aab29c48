/** Actions that a school shows. */
@NullMarked
package fr.jalons.evaluation.showcases;

import org.jspecify.annotations.NullMarked;
