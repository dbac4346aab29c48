package fr.jalons.delivery.portfolio;

import fr.jalons.events.PortfolioEvent.PortfolioItemKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In January, a third of each class keeps a work of theirs; one title is put right. */
@Component
final class PortfolioStory implements Story {
  private static final String ADDRESS = "https://ent.example.fr/portfolio/";

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (int i = 0; i < team.students().size(); i += 3) {
        StudentId student = team.students().get(i);
        LocalDate day = teller.year().schoolDay(teller.day(1, teller.between(11, 22)));
        RecordId item = teller.id(RecordId::new);
        AddPortfolioItem added = added(item, student, "Affiche du projet solidaire", day, null);
        teller.on(day).by(team.lead()).say(added);
        if (i == 0) {
          Correction correction = new Correction("Titre incomplet.", null);
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(
                  added(item, student, "Affiche et discours du projet solidaire", day, correction));
        }
      }
    }
  }

  private static AddPortfolioItem added(
      RecordId item,
      StudentId student,
      String title,
      LocalDate day,
      @Nullable Correction correction) {
    return new AddPortfolioItem(
        item,
        student,
        PortfolioItemKind.PRODUCTION,
        title,
        ADDRESS + item,
        "CPS-S1.1",
        day,
        correction);
  }
}
