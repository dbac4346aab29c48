package fr.jalons.evaluation.showcases;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In May the first class proposes its action, and the head shows it on the website. */
@Component
final class ShowcaseStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes().subList(0, Math.min(1, teller.classes().size()))) {
      RecordId showcase = teller.record("SHOWCASE", RecordScope.of(team.structure()));
      proposed(teller, team, showcase, 10, "Les élèves ont rédigé leurs consignes.", null);
      proposed(
          teller,
          team,
          showcase,
          11,
          "Les élèves ont rédigé et illustré leurs consignes.",
          new Correction("Précisé par l’équipe.", null));
      RecordId publication = teller.id(RecordId::new);
      published(teller, showcase, publication, 17, false, null);
      published(
          teller, showcase, publication, 18, true, new Correction("Une photo ajoutée.", null));
    }
  }

  private static void proposed(
      Teller teller,
      Team team,
      RecordId showcase,
      int day,
      String reason,
      @Nullable Correction correction) {
    teller
        .on(5, day)
        .by(team.lead())
        .say(
            new NominateShowcase(
                showcase,
                teller.record("ACTION", RecordScope.of(team.structure())),
                reason,
                List.of(Outlet.SCHOOL, Outlet.SCHOOL_WEBSITE),
                teller.day(5, 10),
                correction));
  }

  private static void published(
      Teller teller,
      RecordId showcase,
      RecordId publication,
      int day,
      boolean showsStudents,
      @Nullable Correction correction) {
    teller
        .on(5, day)
        .by(teller.head())
        .say(
            new PublishShowcase(
                publication,
                showcase,
                Outlet.SCHOOL_WEBSITE,
                "https://lycee.example.fr/actions/" + publication,
                showsStudents,
                true,
                teller.day(5, 17),
                correction));
  }
}
