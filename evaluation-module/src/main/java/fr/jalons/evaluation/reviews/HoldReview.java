package fr.jalons.evaluation.reviews;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent;
import fr.jalons.events.ReviewEvent.ReviewHeld;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.ReviewEvent.StrengthRecorded;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.Standing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A student's review is held (S28, S29). It names at least one strength, which is put on record
 * with it.
 *
 * @param heldOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "HoldReview")
@Post("/api/reviews/{review}/holdings")
@Page(value = "/reviews/{review}/holdings", then = "/students/{studentId}")
@Allowed(who = Who.TEAM, over = Over.RECORD)
public record HoldReview(
    RecordId holding,
    RecordId review,
    @NotNull @WithinReach StudentId studentId,
    @Happened @Nullable LocalDate heldOn,
    @NotBlank @Size(max = 4000) String summary,
    @Nullable @Size(max = 2000) String nextSteps,
    @NotNull @Size(max = 20) List<@NotNull @Valid Strength> strengths,
    @Nullable Boolean withStudent,
    @Nullable Boolean withGuardian,
    @Nullable Correction correction) {

  /** What the student is good at, as somebody writes it. */
  public record Strength(
      @NotBlank @Size(max = 500) String text, @Nullable @Size(max = 40) String competency) {}

  /** Who was reviewed already. */
  @DecisionModel(tag = Tags.OF)
  record Holdings(Standing<ReviewHeld> standing) {
    Holdings() {
      this(new Standing<>());
    }

    Holdings evolve(ReviewHeld event) {
      return new Holdings(standing.with(event));
    }

    Holdings evolve(RecordWithdrawn event) {
      return new Holdings(standing.without(event.record()));
    }
  }

  List<ReviewEvent> decide(
      @By("review") KnownRecord scheduled,
      @By("holding") KnownRecord earlier,
      @By("review") Holdings holdings,
      @By("studentId") KnownStudent known,
      Models models,
      LocalDate today) {
    if (!(scheduled.require(null) instanceof ReviewScheduled planned)) {
      throw Refusal.notFound("school.record-unknown");
    }
    known.requireNotErased();
    LocalDate day = Objects.requireNonNullElse(heldOn, today);
    List<RecordId> named = IntStream.range(0, strengths.size()).mapToObj(this::strength).toList();
    ReviewHeld wanted =
        new ReviewHeld(
            holding,
            review,
            studentId,
            day,
            summary,
            nextSteps,
            named,
            Boolean.TRUE.equals(withStudent),
            Boolean.TRUE.equals(withGuardian),
            Correction.reason(correction));
    List<ReviewHeld> held = earlier.create(wanted, correction);
    requireDue(planned, day, today, holdings, wanted);
    List<ReviewEvent> events = new ArrayList<>(strengths(named, day, models));
    events.addAll(held);
    return List.copyOf(events);
  }

  private void requireDue(
      ReviewScheduled planned,
      LocalDate day,
      LocalDate today,
      Holdings holdings,
      ReviewHeld wanted) {
    if (day.isAfter(today)) {
      throw Refusal.invalid("heldOn", "evaluation.date-ahead");
    }
    if (planned.kind() == ReviewKind.POSITIONING) {
      throw Refusal.conflict("evaluation.review-by-test");
    }
    if (!planned.students().contains(studentId)) {
      throw Refusal.conflictOn("studentId", "evaluation.review-of-others");
    }
    if (holdings.standing.hasAnother(wanted, other -> other.student().equals(studentId))) {
      throw Refusal.conflict("evaluation.review-held");
    }
    if (day.isBefore(planned.opensOn())) {
      throw Refusal.invalid("heldOn", "evaluation.review-not-open");
    }
    if (strengths.isEmpty()) {
      throw Refusal.invalid("strengths", "evaluation.review-without-strength");
    }
  }

  /** The same whenever the same review is sent. */
  private RecordId strength(int index) {
    String name = "strength:" + holding + ':' + index;
    return new RecordId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** A correction says anew those that differ, and adds those that are new. */
  private List<StrengthRecorded> strengths(List<RecordId> ids, LocalDate day, Models models) {
    List<KnownRecord> earlier = models.ofEach(KnownRecord.class, ids);
    List<StrengthRecorded> events = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Strength strength = strengths.get(i);
      KnownCompetency.require(strength.competency, models, "strengths[" + i + "].competency");
      Correction again = earlier.get(i).latest() == null ? null : correction;
      events.addAll(
          earlier
              .get(i)
              .create(
                  new StrengthRecorded(
                      ids.get(i),
                      studentId,
                      holding,
                      strength.text,
                      strength.competency,
                      day,
                      Correction.reason(again)),
                  again == null ? null : new Correction(again.reason(), null)));
    }
    return events;
  }
}
