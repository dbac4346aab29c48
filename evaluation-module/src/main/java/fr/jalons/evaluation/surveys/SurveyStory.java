package fr.jalons.evaluation.surveys;

import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Each class is asked twice what it thinks: in autumn anonymously, in June with names. */
@Component
final class SurveyStory implements Story {
  private static final String STUDENT = "user:demo-student";
  private static final int OPEN_DAYS = 14;
  private static final List<String> HELPS = List.of("Ateliers", "Discussions", "Binômes");
  private static final List<String> IDEAS =
      List.of("Plus de pratique.", "Continuer en petit groupe.", "Rien à changer.");
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("utile", "L’accompagnement m’aide.", QuestionKind.SCALE_1_5, List.of()),
          new Question("plus", "Ce qui m’a le plus aidé", QuestionKind.CHOICE, HELPS),
          new Question("idee", "Une idée pour la suite ?", QuestionKind.TEXT, List.of()));

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      survey(teller, team, "Ma rentrée au lycée", true, teller.day(11, 24));
      survey(teller, team, "Mon année d’accompagnement", false, teller.day(6, 8));
    }
    ofWholeSchool(teller);
  }

  /** In March all students of the school are asked one question. */
  private static void ofWholeSchool(Teller teller) {
    LocalDate opens = teller.year().schoolDay(teller.day(3, 16));
    LocalDate closes = opens.plusDays(OPEN_DAYS);
    SurveyId survey = teller.id(SurveyId::new);
    teller
        .on(opens, 8)
        .by(teller.head())
        .say(
            new OpenSurvey(
                survey,
                "À mi-parcours",
                Audience.STUDENTS,
                null,
                teller.year().school(),
                false,
                QUESTIONS.subList(0, 1),
                closes));
    for (Team team : teller.classes()) {
      StudentId student = team.students().getLast();
      teller
          .on(opens.plusDays(1), 11)
          .by(STUDENT)
          .say(
              new AnswerSurvey(
                  survey, teller.id(UUID::toString), student.value(), Map.of("utile", "4")));
    }
    teller.on(closes, 18).by(teller.head()).say(new CloseSurvey(survey));
  }

  private static void survey(
      Teller teller, Team team, String title, boolean anonymous, LocalDate wanted) {
    LocalDate opens = teller.year().schoolDay(wanted);
    LocalDate closes = opens.plusDays(OPEN_DAYS);
    SurveyId survey = teller.id(SurveyId::new);
    teller
        .on(opens, 8)
        .by(teller.head())
        .say(
            new OpenSurvey(
                survey,
                title,
                Audience.STUDENTS,
                team.structure(),
                teller.year().school(),
                anonymous,
                QUESTIONS,
                closes));
    for (StudentId student : team.students()) {
      if (teller.likely(0.8)) {
        teller
            .on(opens.plusDays(teller.between(1, 10)), teller.between(10, 15))
            .by(STUDENT)
            .say(
                new AnswerSurvey(
                    survey,
                    teller.id(UUID::toString),
                    student.value(),
                    Map.of(
                        "utile",
                        Integer.toString(teller.between(2, 5)),
                        "plus",
                        teller.oneOf(HELPS),
                        "idee",
                        teller.oneOf(IDEAS))));
      }
    }
    teller.on(closes, 18).by(teller.head()).say(new CloseSurvey(survey));
  }
}
