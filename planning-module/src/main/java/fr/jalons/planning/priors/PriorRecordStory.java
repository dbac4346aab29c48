package fr.jalons.planning.priors;

import fr.jalons.events.PriorRecordEvent.PriorSource;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * In September, the last report of a third of each class is read; of one, the summary is mended.
 */
@Component
final class PriorRecordStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (int i = 0; i < team.students().size(); i += 3) {
        StudentId student = team.students().get(i);
        LocalDate day = teller.year().schoolDay(teller.day(9, teller.between(4, 11)));
        RecordId prior = teller.id(RecordId::new);
        int level = teller.between(1, 3);
        teller
            .on(day)
            .by(team.lead())
            .say(read(teller, prior, student, level, "Volontaire, lit encore lentement.", null));
        if (i == 0) {
          Correction correction = new Correction("Fin du bilan oubliée.", null);
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(
                  read(
                      teller,
                      prior,
                      student,
                      level,
                      "Volontaire, lit encore lentement ; à l’aise à l’oral.",
                      correction));
        }
      }
    }
  }

  private static ImportPriorRecord read(
      Teller teller,
      RecordId prior,
      StudentId student,
      int level,
      String summary,
      @Nullable Correction correction) {
    Map<String, Integer> levels = Map.of("CPD_FRA", level, "CPD_SCI", level);
    return new ImportPriorRecord(
        prior,
        student,
        PriorSource.LSU,
        teller.year().year() - 1,
        "T3",
        "3EME",
        summary,
        levels,
        teller.day(9, 4),
        correction);
  }
}
