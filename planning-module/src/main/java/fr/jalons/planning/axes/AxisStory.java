package fr.jalons.planning.axes;

import fr.jalons.events.AxisEvent.AxisSource;
import fr.jalons.events.RecordId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import org.springframework.stereotype.Component;

/** Before the year begins, the head defines an axis of the school's project; it is put right. */
@Component
final class AxisStory implements Story {
  @Override
  public void tell(Teller teller) {
    ThisSchool school = new ThisSchool(teller.year().school());
    RecordId axis = teller.record("STRATEGIC_AXIS", AxisSource.SCHOOL_PROJECT);
    String title = "Faire réussir chaque élève " + teller.year().year();
    teller
        .on(8, 28)
        .by(teller.head())
        .say(
            new DefineStrategicAxis(
                axis, school, AxisSource.CONTRACT, title, "Du projet d’établissement", null));
    teller
        .on(8, 29)
        .by(teller.head())
        .say(
            new DefineStrategicAxis(
                axis,
                school,
                AxisSource.SCHOOL_PROJECT,
                title,
                "Du projet d’établissement",
                new Correction("Origine mal notée", null)));
  }
}
