package fr.jalons.planning.objectives;

import fr.jalons.events.AxisEvent.AxisSource;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The head sets one objective for the school, who leads a class one for it. One is put right. */
@Component
final class ObjectiveStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordScope school = RecordScope.of(teller.year().school());
    RecordId ofSchool = teller.record("OBJECTIVE", school);
    set(teller, teller.head(), 8, ofSchool, school, "Réduire les ruptures de parcours", null);
    set(
        teller,
        teller.head(),
        9,
        ofSchool,
        school,
        "Réduire les ruptures de parcours en première année",
        new Correction("Précisé en conseil", null));
    for (Team team : teller.classes()) {
      RecordScope scope = RecordScope.of(team.structure());
      set(
          teller,
          team.lead(),
          10,
          teller.record("OBJECTIVE", scope),
          scope,
          "Lire une consigne professionnelle sans aide",
          null);
    }
  }

  private static void set(
      Teller teller,
      String actor,
      int day,
      RecordId objective,
      RecordScope scope,
      String title,
      @Nullable Correction correction) {
    teller
        .on(9, day)
        .by(actor)
        .say(
            new SetObjective(
                objective,
                scope,
                title,
                "Mesuré par les bilans d’étape",
                List.of(teller.record("STRATEGIC_AXIS", AxisSource.SCHOOL_PROJECT)),
                teller.record("VOLET", VoletKind.PERSONAL_SUPPORT),
                teller.day(9, 1),
                teller.day(7, 3),
                correction));
  }
}
