package fr.jalons.planning.volets;

import fr.jalons.events.RecordId;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Before the year begins, the head defines the volets; the hours of one are put right. */
@Component
final class VoletStory implements Story {
  @Override
  public void tell(Teller teller) {
    ThisSchool school = new ThisSchool(teller.year().school());
    for (VoletKind kind : VoletKind.values()) {
      RecordId volet = teller.record("VOLET", kind);
      String title = title(kind) + " " + teller.year().year();
      teller
          .on(8, 29)
          .by(teller.head())
          .say(
              new DefineVolet(
                  volet, school, kind, title, "Par groupes", new BigDecimal("64"), null));
      if (kind == VoletKind.ORIENTATION) {
        teller
            .on(8, 30)
            .by(teller.head())
            .say(
                new DefineVolet(
                    volet,
                    school,
                    kind,
                    title,
                    "Par groupes",
                    new BigDecimal("37.5"),
                    new Correction("Heures mal reportées", null)));
      }
    }
  }

  private static String title(VoletKind kind) {
    return switch (kind) {
      case CONSOLIDATION -> "Consolidation des acquis";
      case PERSONAL_SUPPORT -> "Soutien par petits groupes";
      case ORIENTATION -> "Accompagnement au choix d’orientation";
      case OTHER -> "Autre volet";
    };
  }
}
