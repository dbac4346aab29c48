package fr.jalons.evaluation.recognitions;

import fr.jalons.events.RecognitionEvent.RecognitionKind;
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

/** In June, a third of each class is recognised; one title is put right. */
@Component
final class RecognitionStory implements Story {
  @Override
  public void tell(Teller teller) {
    LocalDate day = teller.year().schoolDay(teller.day(6, 10));
    for (Team team : teller.classes()) {
      for (int i = 0; i < team.students().size(); i += 3) {
        StudentId student = team.students().get(i);
        RecordId id = teller.id(RecordId::new);
        RecognitionKind kind = i == 0 ? RecognitionKind.BADGE : RecognitionKind.INVOLVEMENT;
        teller
            .on(day)
            .by(team.lead())
            .say(awarded(id, student, kind, "Badge coopération", day, null));
        if (i == 0) {
          Correction correction = new Correction("Niveau oublié.", null);
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(awarded(id, student, kind, "Badge coopération, niveau 2", day, correction));
        }
      }
    }
  }

  private static AwardRecognition awarded(
      RecordId id,
      StudentId student,
      RecognitionKind kind,
      String title,
      LocalDate day,
      @Nullable Correction correction) {
    return new AwardRecognition(
        id,
        student,
        kind,
        title,
        "Aide ses camarades dans au moins deux projets.",
        "CPS-S1.1",
        List.of(),
        day,
        correction);
  }
}
