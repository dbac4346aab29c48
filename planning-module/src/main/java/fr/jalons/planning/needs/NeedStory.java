package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.StudentId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Needs are diagnosed in September, some are described more precisely in November, and most are
 * closed from May on.
 */
@Component
final class NeedStory implements Story {
  private static final List<Found> FOUND =
      List.of(
          new Found(NeedArea.FUNDAMENTALS, "Lire une consigne, étape par étape"),
          new Found(NeedArea.FUNDAMENTALS, "Proportionnalité en atelier"),
          new Found(NeedArea.PSYCHOSOCIAL, "Coopérer dans une équipe"),
          new Found(NeedArea.PSYCHOSOCIAL, "Gérer son stress avant un oral"),
          new Found(NeedArea.AUTONOMY, "Organiser son travail personnel"),
          new Found(NeedArea.ORIENTATION, "Préparer sa période en entreprise"),
          new Found(NeedArea.EXAM, "S’entraîner à l’épreuve du CAP"));

  private record Found(NeedArea area, String description) {}

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (StudentId student : team.students()) {
        NeedId first = diagnosed(teller, team, student);
        if (teller.likely(0.3)) {
          LocalDate day = teller.year().schoolDay(teller.day(11, teller.between(9, 20)));
          teller
              .on(day)
              .by(team.teacher(1))
              .say(
                  new RefineNeed(
                      first,
                      null,
                      "À reprendre en petit groupe, avec un support visuel.",
                      "conseil de classe",
                      day,
                      null));
        }
      }
    }
  }

  /** One to three needs, of which the first is answered. */
  private static NeedId diagnosed(Teller teller, Team team, StudentId student) {
    NeedId first = teller.id(NeedId::new);
    NeedId next = first;
    for (int i = teller.between(0, 2); i >= 0; i--) {
      Found found = teller.oneOf(FOUND);
      LocalDate day = teller.year().schoolDay(teller.day(9, teller.between(21, 28)));
      teller
          .on(day)
          .by(team.teacher(i))
          .say(
              new DiagnoseNeed(
                  next,
                  student,
                  found.area,
                  found.description,
                  "positionnement et entretien",
                  day));
      if (teller.likely(0.6)) {
        LocalDate end = teller.year().schoolDay(teller.day(5, teller.between(4, 15)));
        teller
            .on(end)
            .by(team.lead())
            .say(new CloseNeed(next, "Objectif atteint, à consolider en cours.", null));
      }
      next = teller.id(NeedId::new);
    }
    return first;
  }
}
