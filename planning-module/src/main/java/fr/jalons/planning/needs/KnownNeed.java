package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.web.Version;
import fr.jalons.school.known.KnownRecord;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A need as it was last described, for the decisions that change it.
 *
 * @param version how many events have shaped it
 */
@DecisionModel(tag = Tags.NEED)
record KnownNeed(@Nullable Described described, boolean closed, boolean withdrawn, int version) {

  /** What is known of a diagnosed need; {@code since} is the day of its last description. */
  record Described(
      StudentId student,
      NeedArea area,
      String description,
      @Nullable String source,
      LocalDate since) {}

  KnownNeed() {
    this(null, false, false, 0);
  }

  KnownNeed evolve(NeedDiagnosed e) {
    return new KnownNeed(
        new Described(e.student(), e.area(), e.description(), e.source(), e.diagnosedOn()),
        false,
        withdrawn,
        version + 1);
  }

  KnownNeed evolve(NeedRefined e) {
    return new KnownNeed(
        new Described(e.student(), e.area(), e.description(), e.source(), e.refinedOn()),
        closed,
        withdrawn,
        version + 1);
  }

  KnownNeed evolve(NeedClosed e) {
    return new KnownNeed(described, true, withdrawn, version + 1);
  }

  KnownNeed evolve(RecordWithdrawn e) {
    return new KnownNeed(described, closed, true, version);
  }

  /** The need, if it exists, still calls for support and stands at the wanted version. */
  Described open(@Nullable Integer wanted) {
    if (described == null) {
      throw Refusal.notFound("planning.need-unknown");
    }
    Version.require(wanted, version);
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    if (closed) {
      throw Refusal.conflict("planning.need-closed");
    }
    return Objects.requireNonNull(described);
  }
}
