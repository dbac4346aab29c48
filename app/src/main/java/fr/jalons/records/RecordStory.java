package fr.jalons.records;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.StudentId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import org.springframework.stereotype.Component;

/** In October, of each class, an assessment turns out to be of another student. */
@Component
final class RecordStory implements Story {
  @Override
  public void tell(Teller teller) {
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
  }
}
