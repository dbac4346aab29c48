package fr.jalons.evaluation.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who answers surveys, and how content they are (S32). */
class TurnoutTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), DAY.plusDays(30), ZoneOffset.UTC);
  private static final StructureId CLASS =
      StructureId.of(new SchoolId("0999999Z"), StructureId.Kind.CLASS, "1CAPCUIS");

  private static DomainEvent opened(
      SurveyId survey, Audience audience, boolean anonymous, int invited) {
    return new SurveyOpened(
        survey,
        CLASS.school(),
        "Avis",
        audience,
        CLASS,
        anonymous,
        List.of(
            new Question("q1", "Utile ?", QuestionKind.SCALE_1_5, List.of()),
            new Question("q2", "Combien ?", QuestionKind.CHOICE, List.of("5", "6"))),
        IntStream.range(0, invited).mapToObj(one -> UUID.randomUUID()).toList(),
        DAY.plusDays(9),
        DAY);
  }

  private static DomainEvent answered(SurveyId survey, String score) {
    return new SurveyAnswered(
        survey,
        CLASS,
        UUID.randomUUID().toString(),
        null,
        null,
        score.isEmpty() ? Map.of("q2", "5") : Map.of("q1", score, "q2", "5"));
  }

  private static Stream<DomainEvent> answers(SurveyId survey, String... scores) {
    return Stream.of(scores).map(score -> answered(survey, score));
  }

  @SafeVarargs
  private static Measure satisfied(Stream<? extends DomainEvent>... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Turnout.class));
    Stream.of(events).flatMap(some -> some).forEach(folded::evolve);
    return Turnout.SATISFIED.measure(folded.of(CLASS), YEAR);
  }

  private static SurveyId id() {
    return new SurveyId(UUID.randomUUID());
  }

  @Test
  void scoresOfFourAndFiveAreSatisfiedAndChoicesAreNoScores() {
    SurveyId survey = id();
    Measure measure =
        satisfied(
            Stream.of(opened(survey, Audience.STUDENTS, false, 4)),
            answers(survey, "5", "4", "2", ""));

    assertThat(measure.numerator()).isEqualTo(2L);
    assertThat(measure.denominator()).isEqualTo(3L);
    assertThat(measure.people()).isEqualTo(4);
    assertThat(measure.parts().get("STUDENTS").value()).isEqualTo(0.6667);
    assertThat(measure.parts().get("STAFF").value()).isNull();
  }

  @Test
  void anAnonymousSurveyTellsNothingBeforeItsCloseNorOfFew() {
    SurveyId survey = id();
    Stream<DomainEvent> open = Stream.of(opened(survey, Audience.GUARDIANS, true, 9));
    SurveyClosed closed = new SurveyClosed(survey, CLASS, DAY);
    String[] five = {"5", "5", "5", "5", "1"};

    assertThat(satisfied(open, answers(survey, five)).value()).isNull();
    assertThat(
            satisfied(
                    Stream.of(opened(survey, Audience.GUARDIANS, true, 9)),
                    answers(survey, five),
                    Stream.of(closed))
                .value())
        .isEqualTo(0.8);
    assertThat(
            satisfied(
                    Stream.of(opened(survey, Audience.GUARDIANS, true, 9)),
                    answers(survey, "5", "5", "5", "5"),
                    Stream.of(closed))
                .value())
        .isNull();
    assertThat(
            satisfied(
                    Stream.of(opened(survey, Audience.GUARDIANS, true, 9)),
                    answers(survey, "5", "5", "5", "5", ""),
                    Stream.of(closed))
                .value())
        .as("of five answers, four with a score")
        .isNull();
  }

  @Test
  void turnoutIsToldByPublic() {
    SurveyId students = id();
    SurveyId staff = id();
    FoldedAspects folded = new FoldedAspects(Folds.from(Turnout.class));
    Stream.of(
            Stream.of(
                opened(students, Audience.STUDENTS, false, 4),
                opened(staff, Audience.STAFF, false, 2)),
            answers(students, "3"),
            answers(staff, "3", "4"))
        .flatMap(some -> some)
        .forEach(folded::evolve);
    Measure measure = Turnout.ANSWERED.measure(folded.of(CLASS), YEAR);

    assertThat(measure.value()).isEqualTo(0.5);
    assertThat(measure.parts().get("STUDENTS").value()).isEqualTo(0.25);
    assertThat(measure.parts().get("STAFF").value()).isEqualTo(1.0);
    assertThat(measure.parts().get("GUARDIANS").value()).isNull();
  }
}
