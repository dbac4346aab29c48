package fr.jalons.delivery.actions;

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
public record Need(@Nullable StudentId student, boolean closed, boolean withdrawn) {
  public Need() {
    this(null, false, false);
  }

  public Need evolve(NeedDiagnosed event) {
    return new Need(event.student(), closed, withdrawn);
  }

  public Need evolve(NeedClosed event) {
    return new Need(student, true, withdrawn);
  }

  public Need evolve(RecordWithdrawn event) {
    return new Need(student, closed, true);
  }

  /** {@code field} is where the request names the need. */
  public void requireOpenAmong(List<StudentId> students, String field) {
    if (!students.contains(requireOpen(field))) {
      throw Refusal.conflictOn(field, "delivery.need-of-another");
    }
  }

  /** Whose need it is; one that calls for support no more is refused. */
  public StudentId requireOpen(String field) {
    if (student == null) {
      throw Refusal.invalid(field, "delivery.need-unknown");
    }
    if (withdrawn) {
      throw Refusal.conflictOn(field, "school.record-withdrawn");
    }
    if (closed) {
      throw Refusal.conflictOn(field, "delivery.need-closed");
    }
    return student;
  }
}
