package fr.jalons.planning.proposals;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.ProposalEvent.CastingVote;
import fr.jalons.events.ProposalEvent.Outcome;
import fr.jalons.events.ProposalEvent.ProposalSubmitted;
import fr.jalons.events.ProposalEvent.VoteRecorded;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.AnswersMore;
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * The governing board has voted on a proposal (S4, S35), once. Abstentions are no votes cast; where
 * votes are equal, the chair's decides.
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordVote")
@Post("/api/proposals/{proposal}/votes")
@Page(value = "/proposals/{proposal}/votes", then = "/plan")
@Allowed(who = Who.DIRECTION, over = Over.RECORD)
public record RecordVote(
    RecordId vote,
    RecordId proposal,
    @OfKind("MEETING") @NotNull RecordId meeting,
    @NotNull @Min(0) @Max(1000) int inFavour,
    @NotNull @Min(0) @Max(1000) int against,
    @NotNull @Min(0) @Max(1000) int abstentions,
    @Nullable CastingVote casting,
    @Nullable Correction correction)
    implements AnswersMore {

  @Override
  public Map<String, Object> answered() {
    return Map.of("outcome", outcome());
  }

  private Outcome outcome() {
    boolean adopted = inFavour == against ? casting == CastingVote.IN_FAVOUR : inFavour > against;
    return adopted ? Outcome.ADOPTED : Outcome.REJECTED;
  }

  List<VoteRecorded> decide(
      @By("vote") KnownRecord earlier,
      @By("proposal") KnownRecord known,
      @By("proposal") KnownAnswers answers,
      @By("meeting") KnownRecord sitting,
      LocalDate today) {
    ProposalSubmitted proposed = known.parent(ProposalSubmitted.class, today, correction);
    LocalDate day = sitting.latest() instanceof MeetingHeld held ? held.heldOn() : today;
    List<VoteRecorded> events =
        earlier.create(
            new VoteRecorded(
                vote,
                proposal,
                meeting,
                proposed.school(),
                inFavour,
                against,
                abstentions,
                casting,
                outcome(),
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    MeetingHeld board = (MeetingHeld) sitting.requireNamed("meeting", "MEETING", today);
    if (!board.school().equals(proposed.school())) {
      throw Refusal.invalid("meeting", "school.reference-unknown");
    }
    answers.requireNoOther("VOTE", vote, "planning.voted-already");
    if (board.body() != Body.GOVERNING_BOARD) {
      throw Refusal.conflictOn("meeting", "planning.vote-of-board");
    }
    if (day.isBefore(proposed.submittedOn())) {
      throw Refusal.invalid("meeting", "planning.vote-before-proposal");
    }
    requireDecision();
    return events;
  }

  private void requireDecision() {
    if (inFavour + against == 0) {
      throw Refusal.invalid("inFavour", "planning.nobody-voted");
    }
    if (inFavour == against && casting == null) {
      throw Refusal.invalid("casting", "planning.casting-needed");
    }
    if (inFavour != against && casting != null) {
      throw Refusal.invalid("casting", "planning.casting-idle");
    }
  }
}
