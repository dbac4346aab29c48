package fr.jalons.evaluation.reviews;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Each class has a stage review in December, held for half of it, and tests again in March. A title
 * and a review are put right, and one strength is noted by itself.
 */
@Component
final class ReviewStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      RecordId review = teller.id(RecordId::new);
      LocalDate opens = teller.year().schoolDay(teller.day(11, 30));
      scheduled(teller, team, review, ReviewKind.STAGE_REVIEW, "Point de décembre", opens, null);
      Correction precise = new Correction("Titre trop court.", null);
      String title = "Point de décembre avec chacun";
      scheduled(teller, team, review, ReviewKind.STAGE_REVIEW, title, opens, precise);
      for (int i = 0; i < team.students().size(); i += 2) {
        held(teller, team, review, team.students().get(i), opens, i == 0);
      }
      LocalDate march = teller.year().schoolDay(teller.day(3, 1));
      RecordId tests = teller.id(RecordId::new);
      scheduled(teller, team, tests, ReviewKind.POSITIONING, "Tests repris en mars", march, null);
      teller
          .on(march)
          .by(team.lead())
          .say(
              new RecordStrength(
                  teller.id(RecordId::new),
                  team.students().getLast(),
                  "Sait expliquer un geste à un camarade.",
                  "CPS-S1.1",
                  march,
                  null));
    }
  }

  private static void scheduled(
      Teller teller,
      Team team,
      RecordId review,
      ReviewKind kind,
      String title,
      LocalDate opens,
      @Nullable Correction correction) {
    RecordScope scope = RecordScope.of(team.structure());
    LocalDate due = opens.plusDays(18);
    teller
        .on(opens.minusDays(correction == null ? 9 : 8))
        .by(team.lead())
        .say(new ScheduleReview(review, scope, kind, title, opens, due, correction));
  }

  private static void held(
      Teller teller,
      Team team,
      RecordId review,
      StudentId student,
      LocalDate opens,
      boolean corrected) {
    LocalDate day = teller.year().schoolDay(opens.plusDays(teller.between(2, 14)));
    RecordId holding = teller.id(RecordId::new);
    teller
        .on(day)
        .by(team.lead())
        .say(held(holding, review, student, day, "Tient ses engagements en atelier.", null));
    if (corrected) {
      Correction correction = new Correction("Point fort mal formulé.", null);
      teller
          .on(day.plusDays(1))
          .by(team.lead())
          .say(
              held(
                  holding,
                  review,
                  student,
                  day,
                  "Tient ses engagements, en atelier comme en classe.",
                  correction));
    }
  }

  private static HoldReview held(
      RecordId holding,
      RecordId review,
      StudentId student,
      LocalDate day,
      String strength,
      @Nullable Correction correction) {
    return new HoldReview(
        holding,
        review,
        student,
        day,
        correction == null
            ? "Progrès nets à l’oral."
            : "Progrès nets à l’oral, l’écrit reste lent.",
        "Relire chaque consigne à voix haute.",
        List.of(new HoldReview.Strength(strength, null)),
        true,
        false,
        correction);
  }
}
