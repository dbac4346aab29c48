package fr.jalons.planning.positioning;

import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A positioning test of a student (S10): points out of a maximum. */
@Aspect(name = "positionings", of = Tags.STUDENT, by = Tags.POSITIONING)
@Shown(part = "plan", order = 70, template = "planning/positionings")
public record StudentPositioning(
    PositioningId id,
    PositioningSubject subject,
    LocalDate takenOn,
    BigDecimal score,
    BigDecimal maximum)
    implements Dated {
  @Override
  public LocalDate day(ZoneId zone) {
    return takenOn;
  }

  static StudentPositioning begin(PositioningRecorded event) {
    return new StudentPositioning(
        event.positioning(), event.subject(), event.takenOn(), event.score(), event.maximum());
  }

  static List<Figure> figures(List<StudentPositioning> positionings) {
    return List.of(Figure.count("positionings", positionings.size()));
  }
}
