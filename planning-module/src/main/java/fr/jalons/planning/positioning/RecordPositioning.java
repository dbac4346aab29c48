package fr.jalons.planning.positioning;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.web.NamesItself;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** The result of a positioning test (S10): points out of a maximum, at most two decimals. */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordPositioning")
@Post(value = "/api/students/{student}/positionings", location = "/api/students/{student}/history")
@Page(value = "/students/{student}/positionings", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record RecordPositioning(
    PositioningId positioning,
    StudentId student,
    @NotNull PositioningSubject subject,
    @Happened @NotNull LocalDate takenOn,
    @NotNull @PositiveOrZero @Digits(integer = 4, fraction = 2) BigDecimal score,
    @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal maximum,
    @Nullable Correction correction)
    implements NamesItself {

  /** For the first time. */
  public RecordPositioning(
      PositioningId positioning,
      StudentId student,
      PositioningSubject subject,
      LocalDate takenOn,
      BigDecimal score,
      BigDecimal maximum) {
    this(positioning, student, subject, takenOn, score, maximum, null);
  }

  /** There is one test of a subject a day, so that one entered twice is the same. */
  @Override
  public String sameness() {
    return "positioning:" + student + ":" + subject + ":" + takenOn;
  }

  @Override
  public String tag() {
    return Tags.POSITIONING;
  }

  private boolean isSameTestAs(PositioningRecorded test) {
    return test.student().equals(student)
        && test.subject() == subject
        && test.takenOn().equals(takenOn);
  }

  private boolean says(PositioningRecorded test) {
    return test.positioning().equals(positioning)
        && test.score().compareTo(score) == 0
        && test.maximum().compareTo(maximum) == 0;
  }

  /** Without superfluous zeros, of which a client may have sent a billion. */
  private static BigDecimal shortest(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** The tests a student has taken: one of each subject a day. */
  @DecisionModel(tag = Tags.STUDENT)
  record Tests(List<PositioningRecorded> taken) {
    Tests() {
      this(List.of());
    }

    Tests evolve(PositioningRecorded event) {
      List<PositioningRecorded> more = without(event.positioning().value());
      more.add(event);
      return new Tests(List.copyOf(more));
    }

    Tests evolve(RecordWithdrawn event) {
      return new Tests(List.copyOf(without(event.record())));
    }

    private List<PositioningRecorded> without(UUID id) {
      List<PositioningRecorded> others = new ArrayList<>(taken);
      others.removeIf(test -> test.positioning().value().equals(id));
      return others;
    }

    Optional<PositioningRecorded> sameAs(RecordPositioning command) {
      return taken.stream().filter(command::isSameTestAs).findFirst();
    }
  }

  List<PositioningRecorded> decide(
      @By("positioning") KnownRecord earlier, Tests tests, KnownStudent known, LocalDate today) {
    known.requireKnown("planning.student-unknown");
    if (correction == null
        && earlier.latest() instanceof PositioningRecorded test
        && !isSameTestAs(test)) {
      throw Refusal.conflictOn("id", "planning.positioning-id-taken");
    }
    if (score.compareTo(maximum) > 0) {
      throw Refusal.invalid("score", "planning.score-over-maximum");
    }
    if (takenOn.isAfter(today)) {
      throw Refusal.invalid("takenOn", "planning.date-ahead");
    }
    PositioningRecorded wanted =
        new PositioningRecorded(
            positioning,
            student,
            subject,
            takenOn,
            shortest(score),
            shortest(maximum),
            Correction.reason(correction));
    Optional<PositioningRecorded> same = tests.sameAs(this);
    if (same.isPresent() && !isOwn(same.get())) {
      if (says(same.get())) {
        return List.of();
      }
      throw Refusal.conflictOn("takenOn", "planning.positioning-twice");
    }
    return earlier.create(wanted, correction, "planning.positioning-id-taken");
  }

  /** A correction may leave the test where it is. */
  private boolean isOwn(PositioningRecorded test) {
    return correction != null && test.positioning().equals(positioning);
  }
}
