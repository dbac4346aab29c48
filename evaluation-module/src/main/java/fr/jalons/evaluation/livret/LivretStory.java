package fr.jalons.evaluation.livret;

import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** In December, half of each class has a text for the first term; of each class, one is mended. */
@Component
final class LivretStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (int i = 0; i < team.students().size(); i += 2) {
        StudentId student = team.students().get(i);
        LocalDate day = teller.year().schoolDay(teller.day(12, teller.between(7, 11)));
        RecordId text = teller.id(RecordId::new);
        String body = "Investissement réel en AP, l’écrit progresse.";
        teller
            .on(day)
            .by(team.lead())
            .say(new WriteLivretText(text, student, null, LivretTerm.T1, body, day, null));
        if (i == 0) {
          Correction correction = new Correction("Relu en conseil de classe.", null);
          String mended = "Investissement réel en AP ; l’écrit progresse, l’oral aussi.";
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(
                  new WriteLivretText(text, student, null, LivretTerm.T1, mended, day, correction));
        }
      }
    }
  }
}
