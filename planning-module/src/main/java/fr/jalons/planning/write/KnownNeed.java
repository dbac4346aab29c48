package fr.jalons.planning.write;

import fr.jalons.events.PlanningEvent.NeedArea;
import fr.jalons.events.PlanningEvent.NeedClosed;
import fr.jalons.events.PlanningEvent.NeedDiagnosed;
import fr.jalons.events.PlanningEvent.NeedRefined;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A need as it was last described, for the decisions that change it. */
@DecisionModel(tag = Tags.NEED)
record KnownNeed(@Nullable Described described, boolean closed) {

  /** What is known of a diagnosed need; {@code since} is the day of its last description. */
  record Described(
      StudentId student,
      NeedArea area,
      String description,
      @Nullable String source,
      LocalDate since) {}

  KnownNeed() {
    this(null, false);
  }

  KnownNeed evolve(NeedDiagnosed e) {
    return new KnownNeed(
        new Described(e.student(), e.area(), e.description(), e.source(), e.diagnosedOn()), false);
  }

  KnownNeed evolve(NeedRefined e) {
    return new KnownNeed(
        new Described(e.student(), e.area(), e.description(), e.source(), e.refinedOn()), closed);
  }

  KnownNeed evolve(NeedClosed e) {
    return new KnownNeed(described, true);
  }

  /** The need, if it exists and still calls for support. */
  Described open() {
    if (described == null) {
      throw Refusal.notFound("planning.need-unknown");
    }
    if (closed) {
      throw Refusal.conflict("planning.need-closed");
    }
    return Objects.requireNonNull(described);
  }
}
