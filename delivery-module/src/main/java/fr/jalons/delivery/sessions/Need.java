package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose need it is, and whether it still calls for support. */
@DecisionModel(tag = Tags.NEED)
record Need(@Nullable StudentId student, boolean closed, boolean withdrawn) {
  Need() {
    this(null, false, false);
  }

  Need evolve(NeedDiagnosed event) {
    return new Need(event.student(), closed, withdrawn);
  }

  Need evolve(NeedClosed event) {
    return new Need(student, true, withdrawn);
  }

  Need evolve(RecordWithdrawn event) {
    return new Need(student, closed, true);
  }

  /** {@code field} is where the request names the need. */
  void requireOpenAmong(List<StudentId> students, String field) {
    if (student == null) {
      throw Refusal.invalid(field, "delivery.need-unknown");
    }
    if (withdrawn) {
      throw Refusal.conflictOn(field, "school.record-withdrawn");
    }
    if (closed) {
      throw Refusal.conflictOn(field, "delivery.need-closed");
    }
    if (!students.contains(student)) {
      throw Refusal.conflictOn(field, "delivery.need-of-another");
    }
  }
}
