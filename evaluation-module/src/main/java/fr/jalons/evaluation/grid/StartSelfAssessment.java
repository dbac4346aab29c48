package fr.jalons.evaluation.grid;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.GridEvent.SelfAssessmentStarted;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
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
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A school begins to go through the grid (S48). One campaign runs at a time.
 *
 * @param startedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "StartSelfAssessment")
@Post("/api/self-assessments")
@Page(value = "/self-assessments/new", then = "/self-assessments")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record StartSelfAssessment(
    RecordId campaign,
    ThisSchool school,
    @NotBlank @Size(max = 200) String title,
    @Happened @Nullable LocalDate startedOn,
    @Nullable Correction correction) {

  /**
   * The campaigns of a school that stand.
   *
   * @param ends the first day on which each is over, or the last day there is
   */
  @DecisionModel(tag = Tags.SCHOOL)
  record Campaigns(Map<UUID, LocalDate> ends) {
    Campaigns() {
      this(Map.of());
    }

    Campaigns evolve(SelfAssessmentStarted event) {
      Map<UUID, LocalDate> next = new HashMap<>(ends);
      next.putIfAbsent(event.campaign().value(), LocalDate.MAX);
      return new Campaigns(next);
    }

    Campaigns evolve(RecordEnded event) {
      Map<UUID, LocalDate> next = new HashMap<>(ends);
      next.replace(event.record(), event.endedOn());
      return new Campaigns(next);
    }

    Campaigns evolve(RecordWithdrawn event) {
      Map<UUID, LocalDate> next = new HashMap<>(ends);
      next.remove(event.record());
      return new Campaigns(next);
    }

    private boolean isAnotherRunning(RecordId own, LocalDate day) {
      return ends.entrySet().stream()
          .anyMatch(one -> !one.getKey().equals(own.value()) && day.isBefore(one.getValue()));
    }
  }

  List<SelfAssessmentStarted> decide(
      @By("campaign") KnownRecord earlier, @By("school.id") Campaigns others, LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(startedOn, today);
    List<SelfAssessmentStarted> events =
        earlier.create(
            new SelfAssessmentStarted(
                campaign,
                school.id(),
                title,
                Grid.shipped().edition(),
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("startedOn", "evaluation.date-ahead");
    }
    if (correction == null && others.isAnotherRunning(campaign, today)) {
      throw Refusal.conflict("evaluation.campaign-running");
    }
    return events;
  }
}
