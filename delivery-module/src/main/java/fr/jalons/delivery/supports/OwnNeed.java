package fr.jalons.delivery.supports;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import org.jspecify.annotations.Nullable;

/** Whose need it is, and whether it still calls for support. */
@DecisionModel(tag = Tags.NEED)
record OwnNeed(@Nullable StudentId student, boolean closed, boolean withdrawn) {
  OwnNeed() {
    this(null, false, false);
  }

  OwnNeed evolve(NeedDiagnosed event) {
    return new OwnNeed(event.student(), closed, withdrawn);
  }

  OwnNeed evolve(NeedClosed event) {
    return new OwnNeed(student, true, withdrawn);
  }

  OwnNeed evolve(RecordWithdrawn event) {
    return new OwnNeed(student, closed, true);
  }

  /** {@code field} is where the request names the need. */
  void requireOpenOf(StudentId wanted, String field) {
    if (student == null) {
      throw Refusal.invalid(field, "delivery.need-unknown");
    }
    if (withdrawn) {
      throw Refusal.conflictOn(field, "school.record-withdrawn");
    }
    if (closed) {
      throw Refusal.conflictOn(field, "delivery.need-closed");
    }
    if (!student.equals(wanted)) {
      throw Refusal.conflictOn(field, "delivery.support-need-of-another");
    }
  }
}
