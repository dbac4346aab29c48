package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose need it is, and whether it still calls for support. */
@DecisionModel(tag = Tags.NEED)
record Need(@Nullable StudentId student, boolean closed) {
  Need() {
    this(null, false);
  }

  Need evolve(NeedDiagnosed event) {
    return new Need(event.student(), closed);
  }

  Need evolve(NeedClosed event) {
    return new Need(student, true);
  }

  /** {@code field} is where the request names the need. */
  void requireOpenAmong(List<StudentId> students, String field) {
    if (student == null) {
      throw Refusal.invalid(field, "delivery.need-unknown");
    }
    if (closed) {
      throw Refusal.conflictOn(field, "delivery.need-closed");
    }
    if (!students.contains(student)) {
      throw Refusal.conflictOn(field, "delivery.need-of-another");
    }
  }
}
