package fr.jalons.planning.proposals;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.ProposalEvent.ProposalKind;
import fr.jalons.events.RecordId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The plan comes from the council of September; the board adopts it at the end of the month. An
 * experiment waits for its vote.
 */
@Component
final class ProposalStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordId plan = teller.record("PROPOSAL", ProposalKind.PLAN);
    ProposalKind kind = ProposalKind.PLAN;
    submitted(teller, 15, plan, kind, "Trois volets par groupes", null);
    Correction correction = new Correction("Précisé", null);
    submitted(teller, 16, plan, kind, "Trois volets, par groupes de dix", correction);
    RecordId experiment = teller.record("PROPOSAL", ProposalKind.EXPERIMENT);
    submitted(
        teller, 17, experiment, ProposalKind.EXPERIMENT, "Une semaine sans emploi du temps", null);
    RecordId vote = teller.record("VOTE", ProposalKind.PLAN);
    LocalDate after = teller.year().schoolDay(teller.day(9, 24)).plusDays(1);
    voted(teller, after, vote, plan, 17, null);
    voted(teller, after.plusDays(1), vote, plan, 18, new Correction("Recompté", null));
  }

  private static void submitted(
      Teller teller,
      int day,
      RecordId proposal,
      ProposalKind kind,
      String text,
      @Nullable Correction correction) {
    teller
        .on(9, day)
        .by(teller.head())
        .say(
            new SubmitProposal(
                proposal,
                new ThisSchool(teller.year().school()),
                kind,
                teller.record("MEETING", Body.PEDAGOGICAL_COUNCIL),
                "Pour l’accompagnement personnalisé",
                text,
                teller.day(9, 15),
                correction));
  }

  private static void voted(
      Teller teller,
      LocalDate day,
      RecordId vote,
      RecordId plan,
      int inFavour,
      @Nullable Correction correction) {
    RecordId board = teller.record("MEETING", Body.GOVERNING_BOARD);
    teller
        .on(day)
        .by(teller.head())
        .say(new RecordVote(vote, plan, board, inFavour, 3, 4, null, correction));
  }
}
