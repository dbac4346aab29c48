package fr.jalons.planning.proposals;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.ProposalEvent.ProposalKind;
import fr.jalons.events.ProposalEvent.ProposalSubmitted;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * The pedagogical council proposes something to the governing board (S4).
 *
 * @param submittedOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "SubmitProposal")
@Post("/api/proposals")
@Page(value = "/proposals/new", then = "/plan")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record SubmitProposal(
    RecordId proposal,
    ThisSchool school,
    @NotNull ProposalKind kind,
    @OfKind("MEETING") @NotNull RecordId meeting,
    @NotBlank @Size(max = 200) String title,
    @NotBlank @Size(max = 8000) String text,
    @Happened @Nullable LocalDate submittedOn,
    @Nullable Correction correction) {

  List<ProposalSubmitted> decide(
      @By("proposal") KnownRecord earlier, @By("meeting") KnownRecord sitting, LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(submittedOn, today);
    List<ProposalSubmitted> events =
        earlier.create(
            new ProposalSubmitted(
                proposal,
                school.id(),
                kind,
                meeting,
                title,
                text,
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("submittedOn", "planning.date-ahead");
    }
    MeetingHeld held = meeting(sitting, school, today);
    if (held.body() != Body.PEDAGOGICAL_COUNCIL) {
      throw Refusal.conflictOn("meeting", "planning.proposal-of-council");
    }
    if (day.isBefore(held.heldOn())) {
      throw Refusal.invalid("submittedOn", "planning.proposal-before-council");
    }
    return events;
  }

  /** A meeting of this school; one of another is as good as unknown. */
  private static MeetingHeld meeting(KnownRecord sitting, ThisSchool school, LocalDate today) {
    MeetingHeld held = (MeetingHeld) sitting.requireNamed("meeting", "MEETING", today);
    if (!held.school().equals(school.id())) {
      throw Refusal.invalid("meeting", "school.reference-unknown");
    }
    return held;
  }
}
