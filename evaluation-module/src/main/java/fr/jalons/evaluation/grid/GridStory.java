package fr.jalons.evaluation.grid;

import fr.jalons.events.RecordId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * In September the head begins to go through the grid, and puts the title right. Who leads a class
 * answers some questions, of which the head makes one more precise; in June the school answers more
 * of them, some once again.
 */
@Component
final class GridStory implements Story {
  private static final int SEPTEMBER = 3;
  private static final int JUNE = 2;

  @Override
  public void tell(Teller teller) {
    RecordId campaign = teller.record("SELF_ASSESSMENT", "grid");
    ThisSchool school = new ThisSchool(teller.year().school());
    String title = "Grille d’accompagnement " + teller.year().year();
    teller
        .on(9, 9)
        .by(teller.head())
        .say(new StartSelfAssessment(campaign, school, title, null, null));
    teller
        .on(9, 10)
        .by(teller.head())
        .say(
            new StartSelfAssessment(
                campaign,
                school,
                title + " – " + (teller.year().year() + 1),
                teller.day(9, 9),
                new Correction("Année scolaire mal écrite", null)));
    List<Grid.Question> questions = Grid.shipped().questions();
    for (int i = 0; i < questions.size(); i += SEPTEMBER) {
      Team team = teller.classes().get(i % teller.classes().size());
      teller
          .on(9, 24)
          .by(team.lead())
          .say(
              answer(
                  teller,
                  campaign,
                  questions.get(i),
                  teller.between(Grid.LEAST, 2),
                  i == 0 ? "Les entretiens d’accueil restent à généraliser." : null));
    }
    teller
        .on(9, 25)
        .by(teller.head())
        .say(
            () -> {
              AnswerQuestion first = teller.said(AnswerQuestion.class).getFirst();
              return new AnswerQuestion(
                  first.answer(),
                  campaign,
                  first.question(),
                  first.rating(),
                  "Les entretiens d’accueil restent à généraliser en première année.",
                  new Correction("Précision du conseil pédagogique", null));
            });
    for (int i = 0; i < questions.size(); i += JUNE) {
      teller
          .on(6, 12)
          .by(teller.head())
          .say(answer(teller, campaign, questions.get(i), teller.between(2, Grid.MOST), null));
    }
  }

  private static AnswerQuestion answer(
      Teller teller,
      RecordId campaign,
      Grid.Question question,
      int rating,
      @Nullable String comment) {
    return new AnswerQuestion(
        teller.id(RecordId::new), campaign, question.code(), rating, comment, null);
  }
}
