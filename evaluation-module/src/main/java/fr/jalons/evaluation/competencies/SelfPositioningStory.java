package fr.jalons.evaluation.competencies;

import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A month after the assessors, one student of each class says where they see themselves on two
 * competencies, and in May on one of them again. The first is put right on the next day.
 */
@Component
final class SelfPositioningStory implements Story {
  private static final String STUDENT = "user:demo-student";
  private static final String SELF = "CPS-C1.1";
  private static final String CHOICES = "CPS-C2.1";

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      StudentId student = team.students().getFirst();
      LocalDate autumn = teller.year().schoolDay(teller.day(11, 12));
      LocalDate spring = teller.year().schoolDay(teller.day(5, 18));
      RecordId first = teller.id(RecordId::new);
      said(teller, first, student, SELF, 3, "Je connais mes points forts.", autumn, autumn, null);
      said(
          teller,
          first,
          student,
          SELF,
          2,
          "Je connais mes points forts, moins ce qui me bloque.",
          autumn,
          autumn.plusDays(1),
          new Correction("J’ai relu les niveaux.", null));
      said(teller, teller.id(RecordId::new), student, CHOICES, 2, null, autumn, autumn, null);
      said(
          teller,
          teller.id(RecordId::new),
          student,
          SELF,
          3,
          "Je sais dire ce qui m’aide.",
          spring,
          spring,
          null);
    }
  }

  private static void said(
      Teller teller,
      RecordId selfPositioning,
      StudentId student,
      String competency,
      int level,
      @Nullable String comment,
      LocalDate statedOn,
      LocalDate day,
      @Nullable Correction correction) {
    teller
        .on(day, 18)
        .by(STUDENT)
        .say(
            new PositionOneself(
                selfPositioning, student, "CPS", competency, level, comment, statedOn, correction));
  }
}
