package fr.jalons.delivery.works;

import fr.jalons.events.PersonalWorkEvent.WorkHelp;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * In November each class is given a work, put right the day after. A third of its students do it;
 * of one, what was noted is put right.
 */
@Component
final class WorkStory implements Story {
  private static final int A_THIRD = 3;
  private static final int DAYS = 7;

  @Override
  public void tell(Teller teller) {
    LocalDate day = teller.year().schoolDay(teller.day(11, 9));
    for (Team team : teller.classes()) {
      RecordId work = teller.id(RecordId::new);
      given(teller, team, work, day, day, null);
      given(teller, team, work, day.plusDays(1), day, new Correction("Consigne complétée.", null));
      for (int i = 0; i < team.students().size(); i += A_THIRD) {
        StudentId student = team.students().get(i);
        RecordId completion = teller.id(RecordId::new);
        LocalDate done = day.plusDays(teller.between(3, 8));
        WorkHelp help = teller.oneOf(List.of(WorkHelp.values()));
        done(teller, team, completion, work, student, done, help, null);
        if (i == 0) {
          Correction correction = new Correction("Aide mal indiquée.", null);
          done(teller, team, completion, work, student, done, WorkHelp.PEER, correction);
        }
      }
    }
  }

  private static void given(
      Teller teller,
      Team team,
      RecordId work,
      LocalDate on,
      LocalDate assignedOn,
      @Nullable Correction correction) {
    teller
        .on(on)
        .by(team.lead())
        .say(
            new AssignPersonalWork(
                work,
                RecordScope.of(team.structure()),
                List.of(),
                "Préparer son dossier de stage",
                correction == null
                    ? "Remplir les deux premières pages."
                    : "Remplir les deux premières pages, au crayon.",
                null,
                "CPS-C1.1",
                assignedOn,
                assignedOn.plusDays(DAYS),
                correction));
  }

  private static void done(
      Teller teller,
      Team team,
      RecordId completion,
      RecordId work,
      StudentId student,
      LocalDate day,
      WorkHelp help,
      @Nullable Correction correction) {
    teller
        .on(correction == null ? day : day.plusDays(1))
        .by(team.lead())
        .say(
            new CompletePersonalWork(
                completion, work, student, day, help, 3, "Fait en deux soirées.", correction));
  }
}
