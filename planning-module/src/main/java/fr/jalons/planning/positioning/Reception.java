package fr.jalons.planning.positioning;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What S10 counts of a student: a positioning test, or an interview.
 *
 * @param subject null for an interview
 */
@Aspect(
    name = "reception",
    of = Tags.STUDENT,
    by = {Tags.INTERVIEW, Tags.POSITIONING})
record Reception(@Nullable PositioningSubject subject, LocalDate on) {

  /** Students with tests of French and mathematics and an interview in the period ÷ students. */
  static final Indicator RECEIVED = Indicator.over("S10", 1, Reception.class, Reception::received);

  static Reception begin(InterviewRecorded event) {
    return new Reception(null, event.heldOn());
  }

  static Reception begin(PositioningRecorded event) {
    return new Reception(event.subject(), event.takenOn());
  }

  private static Ratio received(List<Reception> student, Period period) {
    return Ratio.one(
        has(student, null, period)
            && has(student, PositioningSubject.FRENCH, period)
            && has(student, PositioningSubject.MATHEMATICS, period));
  }

  private static boolean has(
      List<Reception> student, @Nullable PositioningSubject wanted, Period period) {
    return student.stream().anyMatch(one -> one.subject == wanted && period.covers(one.on));
  }
}
