package fr.jalons.planning.tutors;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.events.TutorEvent.TutorAssigned;
import fr.jalons.events.TutorEvent.TutorKind;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A teacher who follows a student (S26).
 *
 * @param until the first day on which they no longer do
 */
@Aspect(name = "tutors", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "plan", order = 14, template = "planning/tutors")
public record Tutor(
    RecordId id, TeacherId teacher, TutorKind kind, LocalDate from, @Nullable LocalDate until) {

  /** Teachers who follow a student on some day of the period. */
  static final Evidence FOLLOWING =
      Evidence.over("tutors", Tutor.class, (tutor, period) -> tutor.isIn(period));

  static Tutor begin(TutorAssigned event) {
    return new Tutor(event.tutorship(), event.teacher(), event.kind(), event.from(), null);
  }

  /** A correction leaves an ending as it is. */
  Tutor evolve(TutorAssigned event) {
    return begin(event).endedOn(until);
  }

  Tutor evolve(RecordEnded event) {
    return endedOn(event.endedOn());
  }

  private Tutor endedOn(@Nullable LocalDate day) {
    return new Tutor(id, teacher, kind, from, day);
  }

  /** The latest first. There is one of a kind at a time: the next one ends the one before. */
  static List<Tutor> view(List<Tutor> entries) {
    List<Tutor> latestFirst = new ArrayList<>();
    for (Tutor tutor : entries.stream().sorted(Comparator.comparing(Tutor::from)).toList()) {
      latestFirst.replaceAll(before -> before.followedBy(tutor));
      latestFirst.addFirst(tutor);
    }
    return List.copyOf(latestFirst);
  }

  private boolean isIn(Period period) {
    return !from.isAfter(period.until())
        && (until == null || until.isAfter(from) && until.isAfter(period.from()));
  }

  private Tutor followedBy(Tutor next) {
    boolean goesOn = until == null || until.isAfter(next.from);
    return kind == next.kind && goesOn ? endedOn(next.from) : this;
  }
}
