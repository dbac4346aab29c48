package fr.jalons.planning.positioning;

import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** In the first days of September, everybody takes both tests; of each class, one is put right. */
@Component
final class PositioningStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (StudentId student : team.students()) {
        LocalDate day = teller.year().schoolDay(teller.day(9, teller.between(5, 9)));
        taken(teller, team, student, PositioningSubject.MATHEMATICS, day);
        RecordPositioning french = taken(teller, team, student, PositioningSubject.FRENCH, day);
        if (student.equals(team.students().getLast())) {
          teller
              .on(day.plusDays(1))
              .by(team.lead())
              .say(
                  new RecordPositioning(
                      french.positioning(),
                      student,
                      french.subject(),
                      day,
                      french.score().add(BigDecimal.ONE),
                      french.maximum(),
                      new Correction("Total mal reporté.", null)));
        }
      }
    }
  }

  private static RecordPositioning taken(
      Teller teller, Team team, StudentId student, PositioningSubject subject, LocalDate day) {
    RecordPositioning test =
        new RecordPositioning(
            teller.id(PositioningId::new),
            student,
            subject,
            day,
            BigDecimal.valueOf(teller.between(4, 18)),
            BigDecimal.valueOf(20));
    teller.on(day, 9 + subject.ordinal()).by(team.teacher(subject.ordinal())).say(test);
    return test;
  }
}
