package fr.jalons.planning.proposals;

import fr.jalons.events.ProposalEvent.CastingVote;
import fr.jalons.events.ProposalEvent.Outcome;
import fr.jalons.events.ProposalEvent.VoteRecorded;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the governing board made of a proposal (S4). */
@Aspect(name = "votes", of = Tags.SCHOOL, by = Tags.RECORD)
public record Vote(
    RecordId id,
    RecordId proposal,
    RecordId meeting,
    int inFavour,
    int against,
    int abstentions,
    @Nullable CastingVote casting,
    Outcome outcome,
    LocalDate votedOn) {

  static Vote begin(VoteRecorded event) {
    return new Vote(
        event.vote(),
        event.proposal(),
        event.meeting(),
        event.inFavour(),
        event.against(),
        event.abstentions(),
        event.casting(),
        event.outcome(),
        event.votedOn());
  }
}
