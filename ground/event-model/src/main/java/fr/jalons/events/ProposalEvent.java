package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What the pedagogical council proposes, and the governing board votes on (S4, S35). */
public sealed interface ProposalEvent extends PlanningEvent {

  /** What is proposed. */
  enum ProposalKind {
    PLAN,
    MEANS,
    EXPERIMENT,
    OTHER
  }

  /** Whether a proposal is adopted. */
  enum Outcome {
    ADOPTED,
    REJECTED
  }

  /** For what the chair's vote counts where votes are equal. */
  enum CastingVote {
    IN_FAVOUR,
    AGAINST
  }

  /**
   * A proposal.
   *
   * @param meeting of the pedagogical council that it comes from
   */
  @Kind("PROPOSAL")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "ProposalSubmitted", version = "1")
  record ProposalSubmitted(
      @EventTag(key = Tags.RECORD) RecordId proposal,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      ProposalKind kind,
      @EventTag(key = Tags.OF) RecordId meeting,
      @PersonalText(of = "proposal") String title,
      @PersonalText(of = "proposal") String text,
      LocalDate submittedOn,
      @PersonalText(of = "proposal") @Nullable String correction)
      implements ProposalEvent, OnRecord {
    @Override
    public RecordId record() {
      return proposal;
    }

    @Override
    public List<RecordId> of() {
      return List.of(meeting);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return submittedOn;
    }
  }

  /**
   * The governing board has voted.
   *
   * @param meeting of the governing board
   * @param casting the chair's vote, where votes were equal
   */
  @Kind("VOTE")
  @Event(namespace = PlanningEvent.NAMESPACE, name = "VoteRecorded", version = "1")
  record VoteRecorded(
      @EventTag(key = Tags.RECORD) RecordId vote,
      @EventTag(key = Tags.OF) RecordId proposal,
      @EventTag(key = Tags.OF) RecordId meeting,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      int inFavour,
      int against,
      int abstentions,
      @Nullable CastingVote casting,
      Outcome outcome,
      LocalDate votedOn,
      @PersonalText(of = "vote") @Nullable String correction)
      implements ProposalEvent, OnRecord {
    @Override
    public RecordId record() {
      return vote;
    }

    @Override
    public List<RecordId> of() {
      return List.of(proposal, meeting);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return votedOn;
    }
  }
}
