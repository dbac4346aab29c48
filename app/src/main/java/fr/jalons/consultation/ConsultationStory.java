package fr.jalons.consultation;

import fr.jalons.events.ConsultationId;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Before the class councils, the head looks at a file of each class, and says why. */
@Component
final class ConsultationStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (LocalDate day : List.of(teller.day(11, 27), teller.day(3, 12))) {
      for (Team team : teller.classes()) {
        teller
            .on(day)
            .by(teller.head())
            .say(
                new RecordConsultation(
                    teller.id(ConsultationId::new),
                    List.of(team.students().getLast()),
                    teller.head(),
                    FileKind.FOLLOW_UP,
                    "Préparation du conseil de classe",
                    day.atTime(16, 0).atZone(teller.year().zone()).toInstant(),
                    0));
      }
    }
  }
}
