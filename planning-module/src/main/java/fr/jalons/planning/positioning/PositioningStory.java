package fr.jalons.planning.positioning;

import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.StudentId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** In the first days of September, everybody takes the tests of both subjects. */
@Component
final class PositioningStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (StudentId student : team.students()) {
        LocalDate day = teller.year().schoolDay(teller.day(9, teller.between(5, 9)));
        for (PositioningSubject subject : PositioningSubject.values()) {
          teller
              .on(day, 9 + subject.ordinal())
              .by(team.teacher(subject.ordinal()))
              .say(
                  new RecordPositioning(
                      teller.id(PositioningId::new),
                      student,
                      subject,
                      day,
                      BigDecimal.valueOf(teller.between(4, 18)),
                      BigDecimal.valueOf(20)));
        }
      }
    }
  }
}
