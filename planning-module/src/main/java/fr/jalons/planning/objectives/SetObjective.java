package fr.jalons.planning.objectives;

import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** What a school, track, class or group wants to reach is set (S6). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "SetObjective")
@Post("/api/objectives")
@Page(value = "/objectives/new", then = "/plan")
@Allowed(who = Who.STEERING, over = Over.SCHOOL)
public record SetObjective(
    RecordId objective,
    RecordScope scope,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String description,
    @OfKind("STRATEGIC_AXIS") @Size(max = 200) List<@NotNull RecordId> axes,
    @OfKind("VOLET") @Nullable RecordId volet,
    @NotNull LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Correction correction) {

  List<ObjectiveSet> decide(
      @By("objective") KnownRecord earlier,
      @By("axes") List<KnownRecord> served,
      @By("volet") @Nullable KnownRecord part,
      LocalDate today) {
    List<ObjectiveSet> events =
        earlier.create(
            new ObjectiveSet(
                objective,
                scope.school(),
                scope.structure(),
                scope.track(),
                title,
                description,
                axes,
                volet,
                startsOn,
                endsOn,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (endsOn != null && endsOn.isBefore(startsOn)) {
      throw Refusal.invalid("endsOn", "planning.end-before-start");
    }
    KnownRecord.requireNamed(served, "axes", "STRATEGIC_AXIS", today);
    if (part != null) {
      part.requireNamed("volet", "VOLET", today);
    }
    return events;
  }
}
