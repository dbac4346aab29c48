package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that were ever raised in a school, withdrawn ones too: read at once for the many facts
 * that rules tell together. A chain, so that one more costs the same however many there are.
 *
 * @param before those raised before; null if there are none
 * @param last null if there is none at all
 */
@DecisionModel(tag = Tags.SCHOOL)
record ToldAlerts(@Nullable ToldAlerts before, @Nullable RecordId last) {
  ToldAlerts() {
    this(null, null);
  }

  ToldAlerts evolve(AlertRaised event) {
    return new ToldAlerts(this, event.alert());
  }

  Set<RecordId> all() {
    Set<RecordId> all = new HashSet<>();
    for (ToldAlerts one = this; one != null && one.last != null; one = one.before) {
      all.add(one.last);
    }
    return all;
  }
}
