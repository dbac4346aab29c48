package fr.jalons.planning.partners;

import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.RecordId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In September a company and an association are engaged; what one of them is, is put right. */
@Component
final class PartnerStory implements Story {
  @Override
  public void tell(Teller teller) {
    String year = " " + teller.year().year();
    RecordId company = teller.record("PARTNER", PartnerKind.COMPANY);
    engaged(teller, company, "Brasserie du Port" + year, PartnerKind.COMPANY, 15, null);
    RecordId association = teller.record("PARTNER", PartnerKind.ASSOCIATION);
    String name = "Mission locale du Bassin" + year;
    engaged(teller, association, name, PartnerKind.OTHER, 16, null);
    Correction correction = new Correction("Statut vérifié", null);
    engaged(teller, association, name, PartnerKind.ASSOCIATION, 17, correction);
  }

  private static void engaged(
      Teller teller,
      RecordId partner,
      String name,
      PartnerKind kind,
      int day,
      @Nullable Correction correction) {
    LocalDate from = teller.day(9, 15);
    teller
        .on(9, day)
        .by(teller.head())
        .say(
            new EngagePartner(
                partner,
                new ThisSchool(teller.year().school()),
                name,
                kind,
                from,
                from,
                teller.day(7, 3),
                correction));
  }
}
