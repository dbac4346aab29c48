package fr.jalons.evaluation.showcases;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcaseNominated;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An action is proposed to be shown (S34), once.
 *
 * @param nominatedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "NominateShowcase")
@Post("/api/showcases")
@Page(value = "/showcases/new", then = "/showcases")
@Allowed(who = Who.TEAM_AND_HEADS, over = Over.SCHOOL)
public record NominateShowcase(
    RecordId showcase,
    @OfKind("ACTION") @WithinReach @NotNull RecordId action,
    @NotBlank @Size(max = 2000) String reason,
    @NotEmpty @Size(max = 3) List<@NotNull Outlet> outlets,
    @Happened @Nullable LocalDate nominatedOn,
    @Nullable Correction correction) {

  /** The proposals of an action that stand. */
  @DecisionModel(tag = Tags.OF)
  record Proposals(Set<UUID> showcases) {
    Proposals() {
      this(Set.of());
    }

    Proposals evolve(ShowcaseNominated event) {
      Set<UUID> next = new HashSet<>(showcases);
      next.add(event.showcase().value());
      return new Proposals(Set.copyOf(next));
    }

    Proposals evolve(RecordWithdrawn event) {
      Set<UUID> next = new HashSet<>(showcases);
      next.remove(event.record());
      return new Proposals(Set.copyOf(next));
    }
  }

  List<ShowcaseNominated> decide(
      @By("showcase") KnownRecord earlier,
      @By("action") KnownRecord known,
      @By("action") Proposals others,
      LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(nominatedOn, today);
    OnRecord shown = known.latest();
    SchoolId school = shown == null ? null : shown.school();
    if (shown == null || school == null) {
      throw Refusal.invalid("action", "school.reference-unknown");
    }
    List<ShowcaseNominated> events =
        earlier.create(
            new ShowcaseNominated(
                showcase,
                action,
                school,
                shown.structure(),
                shown.track(),
                reason,
                EnumSet.copyOf(outlets),
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("nominatedOn", "evaluation.date-ahead");
    }
    known.requireNamed("action", "ACTION", day);
    if (others.showcases.stream().anyMatch(one -> !one.equals(showcase.value()))) {
      throw Refusal.conflictOn("action", "evaluation.action-proposed");
    }
    return events;
  }
}
