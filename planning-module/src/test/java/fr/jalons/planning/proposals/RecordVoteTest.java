package fr.jalons.planning.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.ProposalEvent.CastingVote;
import fr.jalons.events.ProposalEvent.Outcome;
import fr.jalons.events.ProposalEvent.ProposalKind;
import fr.jalons.events.ProposalEvent.ProposalSubmitted;
import fr.jalons.events.ProposalEvent.VoteRecorded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordVoteTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 24);
  private static final LocalDate BEFORE = TODAY.minusDays(10);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId COUNCIL = id();
  private static final RecordId BOARD = id();
  private static final RecordId PLAN = id();
  private static final RecordId VOTE = id();

  private static RecordId id() {
    return new RecordId(UUID.randomUUID());
  }

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, SubmitProposal.class, RecordVote.class);
  }

  private static MeetingHeld held(RecordId meeting, SchoolId school, Body body, LocalDate day) {
    return new MeetingHeld(
        meeting, school, null, null, body, null, day, 60, List.of(), 9, null, null);
  }

  private static final MeetingHeld OF_COUNCIL =
      held(COUNCIL, SCHOOL, Body.PEDAGOGICAL_COUNCIL, BEFORE);
  private static final MeetingHeld OF_BOARD = held(BOARD, SCHOOL, Body.GOVERNING_BOARD, TODAY);

  private static SubmitProposal submit(RecordId meeting, LocalDate day) {
    return new SubmitProposal(
        PLAN,
        new ThisSchool(SCHOOL),
        ProposalKind.PLAN,
        meeting,
        "Plan",
        "Trois volets",
        day,
        null);
  }

  private static ProposalSubmitted submitted(RecordId proposal, LocalDate day) {
    return new ProposalSubmitted(
        proposal, SCHOOL, ProposalKind.PLAN, COUNCIL, "Plan", "Trois volets", day, null);
  }

  private static RecordVote vote(
      RecordId meeting, int inFavour, int against, @Nullable CastingVote casting) {
    return new RecordVote(VOTE, PLAN, meeting, inFavour, against, 2, casting, null);
  }

  private static VoteRecorded recorded(
      RecordId vote,
      RecordId proposal,
      int inFavour,
      int against,
      @Nullable CastingVote casting,
      Outcome outcome) {
    return new VoteRecorded(
        vote, proposal, BOARD, SCHOOL, inFavour, against, 2, casting, outcome, TODAY, null);
  }

  private static void refused(SubmitProposal command, String key) {
    slice()
        .given()
        .events(OF_COUNCIL, OF_BOARD)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static void refused(RecordVote command, String key) {
    slice()
        .given()
        .events(OF_COUNCIL, OF_BOARD, submitted(PLAN, BEFORE))
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aProposalComesFromTheCouncil() {
    slice()
        .given()
        .event(OF_COUNCIL)
        .when()
        .command(submit(COUNCIL, BEFORE))
        .then()
        .success()
        .events(submitted(PLAN, BEFORE));
    refused(submit(BOARD, TODAY), "planning.proposal-of-council");
    refused(submit(COUNCIL, BEFORE.minusDays(1)), "planning.proposal-before-council");
    refused(submit(COUNCIL, TODAY.plusDays(1)), "planning.date-ahead");
    refused(submit(PLAN, TODAY), "school.reference-unknown");
  }

  @Test
  void aMeetingOfAnotherSchoolIsUnknown() {
    SchoolId other = new SchoolId("0999998Y");
    slice()
        .given()
        .event(held(COUNCIL, other, Body.PEDAGOGICAL_COUNCIL, BEFORE))
        .when()
        .command(submit(COUNCIL, TODAY))
        .then()
        .exception(Refusal.class, "school.reference-unknown")
        .noEvents();
    slice()
        .given()
        .events(submitted(PLAN, BEFORE), held(BOARD, other, Body.GOVERNING_BOARD, TODAY))
        .when()
        .command(vote(BOARD, 9, 3, null))
        .then()
        .exception(Refusal.class, "school.reference-unknown")
        .noEvents();
  }

  private static void decided(
      int inFavour, int against, @Nullable CastingVote casting, Outcome outcome) {
    RecordVote command = vote(BOARD, inFavour, against, casting);
    assertThat(command.answered()).isEqualTo(Map.of("outcome", outcome));
    slice()
        .given()
        .events(OF_BOARD, submitted(PLAN, BEFORE))
        .when()
        .command(command)
        .then()
        .success()
        .events(recorded(VOTE, PLAN, inFavour, against, casting, outcome));
  }

  @Test
  void theMajorityOfTheVotesCastDecidesAndTheChairBetweenEqualOnes() {
    decided(9, 8, null, Outcome.ADOPTED);
    decided(8, 9, null, Outcome.REJECTED);
    decided(8, 8, CastingVote.IN_FAVOUR, Outcome.ADOPTED);
    decided(8, 8, CastingVote.AGAINST, Outcome.REJECTED);
    refused(vote(BOARD, 0, 0, null), "planning.nobody-voted");
    refused(vote(BOARD, 8, 8, null), "planning.casting-needed");
    refused(vote(BOARD, 9, 8, CastingVote.AGAINST), "planning.casting-idle");
  }

  @Test
  void theBoardVotesOnceAndAfterTheProposal() {
    refused(vote(COUNCIL, 9, 3, null), "planning.vote-of-board");
    refused(vote(id(), 9, 3, null), "school.reference-unknown");
    slice()
        .given()
        .events(OF_BOARD, submitted(PLAN, TODAY.plusDays(1)))
        .when()
        .command(vote(BOARD, 9, 3, null))
        .then()
        .exception(Refusal.class, "planning.vote-before-proposal")
        .noEvents();
    VoteRecorded other = recorded(id(), PLAN, 3, 9, null, Outcome.REJECTED);
    slice()
        .given()
        .events(OF_BOARD, submitted(PLAN, BEFORE), other)
        .when()
        .command(vote(BOARD, 9, 3, null))
        .then()
        .exception(Refusal.class, "planning.voted-already")
        .noEvents();
    slice()
        .given()
        .events(
            OF_BOARD,
            submitted(PLAN, BEFORE),
            other,
            new RecordWithdrawn(other, List.of(), "Erreur", TODAY))
        .when()
        .command(vote(BOARD, 9, 3, null))
        .then()
        .success()
        .events(recorded(VOTE, PLAN, 9, 3, null, Outcome.ADOPTED));
  }

  @Test
  void aVoteIsCorrected() {
    slice()
        .given()
        .events(
            OF_BOARD, submitted(PLAN, BEFORE), recorded(VOTE, PLAN, 8, 9, null, Outcome.REJECTED))
        .when()
        .command(new RecordVote(VOTE, PLAN, BOARD, 9, 8, 2, null, new Correction("Recompté", 1)))
        .then()
        .success()
        .events(
            new VoteRecorded(
                VOTE, PLAN, BOARD, SCHOOL, 9, 8, 2, null, Outcome.ADOPTED, TODAY, "Recompté"));
  }

  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 8, 31), ZoneOffset.UTC);

  private static Aspects folded(Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Proposal.class, Vote.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(SCHOOL);
  }

  @Test
  void proposalsCountWithTheirVotesAndPlansThatWereAdoptedAreVersions() {
    RecordId other = id();
    Aspects school =
        folded(
            submitted(PLAN, BEFORE),
            submitted(other, BEFORE),
            submitted(id(), BEFORE),
            submitted(id(), BEFORE.minusYears(1)),
            recorded(VOTE, PLAN, 9, 3, null, Outcome.ADOPTED),
            recorded(id(), other, 3, 9, null, Outcome.REJECTED));
    Measure voted = Proposal.VOTED.measure(school, YEAR);
    assertThat(voted.numerator()).isEqualTo(2L);
    assertThat(voted.denominator()).isEqualTo(3L);
    Measure adopted = Objects.requireNonNull(voted.parts().get("ADOPTED"));
    assertThat(adopted.numerator()).isEqualTo(1L);
    assertThat(adopted.value()).isNull();
    assertThat(adopted.denominator()).isNull();
    assertThat(Proposal.VERSIONS.measure(school, YEAR).value()).isEqualTo(1.0);
  }

  @Test
  void thePlanShowsWhatIsNotVotedOnAndWhatIs() {
    Aspects school =
        folded(
            submitted(PLAN, BEFORE),
            submitted(VOTE, TODAY),
            recorded(BOARD, PLAN, 9, 3, null, Outcome.ADOPTED));
    List<Proposal.Voted> all = Proposal.view(school.all(Proposal.class), school);
    assertThat(all).extracting(Proposal.Voted::id).containsExactly(VOTE, PLAN);
    assertThat(all.getFirst().vote()).isNull();
    assertThat(Objects.requireNonNull(all.getLast().vote()).outcome()).isEqualTo(Outcome.ADOPTED);
  }
}
