package fr.jalons.planning.projects;

import fr.jalons.events.ProjectEvent.Outlook;
import fr.jalons.events.ProjectEvent.ProjectStage;
import fr.jalons.events.RecordId;
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
 * Who leads a class notes every aspiration in September, and most projects again in March. Of each
 * class, one entry is put right.
 */
@Component
final class ProjectStory implements Story {
  private static final List<ProjectStage> LATER =
      List.of(ProjectStage.EXPLORING, ProjectStage.CHOSEN, ProjectStage.CONFIRMED);

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (StudentId student : team.students()) {
        RecordId first = teller.id(RecordId::new);
        LocalDate day = teller.year().schoolDay(teller.day(9, teller.between(14, 25)));
        noted(teller, team, first, student, ProjectStage.ASPIRATION, day, null);
        if (student.equals(team.students().getLast())) {
          LocalDate after = teller.year().schoolDay(teller.day(9, 28));
          Correction correction =
              new Correction("Étape mal comprise lors du premier échange.", null);
          noted(teller, team, first, student, ProjectStage.EXPLORING, after, correction);
        }
        if (teller.likely(0.7)) {
          LocalDate later = teller.year().schoolDay(teller.day(3, teller.between(9, 26)));
          ProjectStage stage = teller.oneOf(LATER);
          noted(teller, team, teller.id(RecordId::new), student, stage, later, null);
        }
      }
    }
  }

  private static void noted(
      Teller teller,
      Team team,
      RecordId entry,
      StudentId student,
      ProjectStage stage,
      LocalDate day,
      @Nullable Correction correction) {
    String words =
        stage == ProjectStage.ASPIRATION
            ? "Aimerait travailler dehors, ne sait pas encore où."
            : "Veut poursuivre en brevet professionnel après le CAP.";
    Outlook outlook = stage == ProjectStage.ASPIRATION ? Outlook.UNKNOWN : Outlook.FURTHER_STUDY;
    teller
        .on(day)
        .by(team.lead())
        .say(new ReviseProject(entry, student, stage, outlook, words, day, correction));
  }
}
