package fr.jalons.planning.tutors;

import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.events.TutorEvent.TutorKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * At the end of September, a third of each class gets a tutor; the last one, after all, another.
 */
@Component
final class TutorStory implements Story {
  @Override
  public void tell(Teller teller) {
    LocalDate day = teller.year().schoolDay(teller.day(9, 28));
    for (Team team : teller.classes()) {
      List<StudentId> followed = team.students().subList(0, (team.students().size() + 2) / 3);
      for (StudentId student : followed) {
        RecordId tutorship = teller.id(RecordId::new);
        TeacherId teacher = teller.oneOf(team.teachers());
        teller
            .on(day)
            .by(team.lead())
            .say(new AssignTutor(tutorship, student, teacher, TutorKind.TUTOR, day, null));
        if (student.equals(followed.getLast())) {
          Correction correction = new Correction("Répartition revue en équipe.", null);
          TeacherId other = team.teachers().getLast();
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(new AssignTutor(tutorship, student, other, TutorKind.TUTOR, day, correction));
        }
      }
    }
  }
}
