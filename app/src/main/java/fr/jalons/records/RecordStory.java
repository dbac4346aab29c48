package fr.jalons.records;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.StudentId;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.planning.tutors.AssignTutor;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * In October, of each class, an assessment turns out to be of another student. In January, a volet
 * of the scheme comes to its end, in June the first tutor's task, then the campaign that went
 * through the grid.
 */
@Component
final class RecordStory implements Story {
  @Override
  public void tell(Teller teller) {
    teller
        .on(1, 12)
        .by(teller.head())
        .say(
            new EndRecord(
                teller.record("VOLET", VoletKind.OTHER).value(),
                teller.day(1, 12),
                "Réuni à l’accompagnement personnalisé.",
                null));
    for (Team team : teller.classes()) {
      StudentId student = team.students().getLast();
      teller
          .on(10, 15)
          .by(team.lead())
          .say(
              () ->
                  new WithdrawRecord(
                      teller.known(student, AssessmentId.class).getLast().value(),
                      "Noté pour un autre élève.",
                      null));
    }
    LocalDate grid = teller.year().schoolDay(teller.day(6, 26));
    teller
        .on(grid)
        .by(teller.head())
        .say(
            new EndRecord(
                teller.record("SELF_ASSESSMENT", "grid").value(),
                grid,
                "Bilan présenté au conseil d’administration.",
                null));
    LocalDate june = teller.year().schoolDay(teller.day(6, 18));
    teller
        .on(june)
        .by(teller.classes().getFirst().lead())
        .say(
            () ->
                new EndRecord(
                    teller.said(AssignTutor.class).getFirst().tutorship().value(),
                    june,
                    "Fin de l’année.",
                    null));
  }
}
