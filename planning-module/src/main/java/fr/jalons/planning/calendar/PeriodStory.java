package fr.jalons.planning.calendar;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Before the year begins, the head schedules the welcome and the first holidays; who leads a class,
 * its placement in June. One list of a placement is put right.
 */
@Component
final class PeriodStory implements Story {
  @Override
  public void tell(Teller teller) {
    LocalDate before = teller.day(8, 29);
    ofSchool(
        teller,
        before,
        PeriodKind.WELCOME,
        "Accueil des nouveaux élèves",
        teller.day(9, 1),
        teller.day(9, 25));
    ofSchool(
        teller,
        before,
        PeriodKind.HOLIDAY,
        "Vacances d’automne",
        teller.day(10, 17),
        teller.day(11, 1));
    ofSchool(
        teller,
        teller.day(9, 10),
        PeriodKind.PLACEMENT_PREPARATION,
        "Semaine de préparation à la première PFMP",
        teller.day(6, 8),
        teller.day(6, 12));
    for (Team team : teller.classes()) {
      placement(teller, team, teller.day(9, 14), null);
      if (team.equals(teller.classes().getLast())) {
        Correction correction = new Correction("Liste revue en équipe", null);
        placement(teller, team, teller.day(9, 15), correction);
      }
    }
  }

  private static void ofSchool(
      Teller teller,
      LocalDate day,
      PeriodKind kind,
      String title,
      LocalDate from,
      LocalDate until) {
    teller
        .on(day)
        .by(teller.head())
        .say(
            new SchedulePeriod(
                teller.record("PERIOD", kind),
                RecordScope.of(teller.year().school()),
                kind,
                title,
                from,
                until,
                List.of(),
                null));
  }

  private static void placement(
      Teller teller, Team team, LocalDate day, @Nullable Correction correction) {
    RecordScope scope = RecordScope.of(team.structure());
    RecordId placement = teller.record("PERIOD", PeriodKind.PLACEMENT + " " + scope);
    teller
        .on(day)
        .by(team.lead())
        .say(
            new SchedulePeriod(
                placement,
                scope,
                PeriodKind.PLACEMENT,
                "Première PFMP",
                teller.day(6, 22),
                teller.day(7, 3),
                correction == null
                    ? List.of()
                    : List.of(
                        new ChecklistItem("CONVENTION_SIGNED", "Convention signée"),
                        new ChecklistItem("EQUIPMENT", "Tenue de travail prête")),
                correction));
  }
}
