/** What Check does by itself: frameworks adopted, surveys closed, keys destroyed. */
@NullMarked
package fr.jalons.evaluation.automation;

import org.jspecify.annotations.NullMarked;
