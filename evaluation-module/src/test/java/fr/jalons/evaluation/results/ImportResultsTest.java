package fr.jalons.evaluation.results;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.ResultEvent.Result;
import fr.jalons.events.ResultEvent.ResultKind;
import fr.jalons.events.ResultEvent.ResultsImported;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Together;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportResultsTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 6, 30);
  private static final LocalDate MARCH = LocalDate.of(2027, 3, 19);
  private static final Period YEAR = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final StudentRegistered KNOWN = new StudentRegistered(STUDENT, SCHOOL);
  private static final StudentRegistered OTHER_KNOWN = new StudentRegistered(OTHER, SCHOOL);
  private static final RecordId LIST = new RecordId(UUID.randomUUID());

  private final AxonTestFixture slice = SliceFixture.on(TODAY, ImportResults.class);

  private static ImportResults importing(
      ResultKind kind, LocalDate on, @Nullable Correction correction, ResultLine... lines) {
    return new ImportResults(
        LIST, new ThisSchool(SCHOOL), kind, "Liste", on, List.of(lines), correction);
  }

  private static ResultLine line(
      StudentId student,
      @Nullable String subject,
      @Nullable String score,
      @Nullable String maximum,
      @Nullable Boolean passed) {
    return new ResultLine(student, subject, number(score), number(maximum), passed);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static ResultsImported imported(
      RecordId id,
      ResultKind kind,
      LocalDate on,
      Map<String, String> subjects,
      List<Result> results,
      StudentId... students) {
    return new ResultsImported(
        id, SCHOOL, kind, "Liste", on, subjects, results, List.of(students), null);
  }

  private static Result result(
      StudentId student, @Nullable Integer subject, String score, @Nullable Boolean passed) {
    return new Result(student, subject, new BigDecimal(score), new BigDecimal("20"), passed);
  }

  @Test
  void spellingsOfASubjectHaveTheNumberOfEarlierLists() {
    slice
        .given()
        .events(
            KNOWN,
            imported(
                new RecordId(UUID.randomUUID()),
                ResultKind.MOCK_EXAM,
                MARCH,
                Map.of("1", "Français", "2", "Anglais"),
                List.of(),
                STUDENT))
        .when()
        .command(
            importing(
                ResultKind.FINAL_EXAM,
                TODAY,
                null,
                line(STUDENT, "ANGLAIS", "12.50", "20", null),
                line(STUDENT, "Cuisine", "15", "20.00", null),
                line(STUDENT, null, null, null, true)))
        .then()
        .success()
        .events(
            imported(
                LIST,
                ResultKind.FINAL_EXAM,
                TODAY,
                Map.of("2", "ANGLAIS", "3", "Cuisine"),
                List.of(
                    result(STUDENT, 2, "12.5", null),
                    result(STUDENT, 3, "15", null),
                    new Result(STUDENT, null, null, null, true)),
                STUDENT));
  }

  @Test
  void aCorrectionTellsThoseWhoseLinesAreGone() {
    slice
        .given()
        .events(
            KNOWN,
            OTHER_KNOWN,
            imported(
                LIST,
                ResultKind.MOCK_EXAM,
                MARCH,
                Map.of(),
                List.of(result(OTHER, null, "9", null)),
                OTHER))
        .when()
        .command(
            importing(
                ResultKind.MOCK_EXAM,
                MARCH,
                new Correction("D’un autre", 1),
                line(STUDENT, null, "9", "20", null)))
        .then()
        .success()
        .events(
            new ResultsImported(
                LIST,
                SCHOOL,
                ResultKind.MOCK_EXAM,
                "Liste",
                MARCH,
                Map.of(),
                List.of(result(STUDENT, null, "9", null)),
                List.of(STUDENT, OTHER),
                "D’un autre"));
  }

  @Test
  void theSameListAgainChangesNothing() {
    slice
        .given()
        .events(
            KNOWN,
            imported(
                LIST,
                ResultKind.MOCK_EXAM,
                MARCH,
                Map.of("1", "Français"),
                List.of(result(STUDENT, 1, "9", null)),
                STUDENT))
        .when()
        .command(
            importing(
                ResultKind.MOCK_EXAM, MARCH, null, line(STUDENT, "Français", "9", "20", null)))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    ResultLine sound = line(STUDENT, null, "9", "20", null);
    refused("evaluation.results-none", importing(ResultKind.MOCK_EXAM, TODAY, null));
    refused(
        "evaluation.date-ahead", importing(ResultKind.MOCK_EXAM, TODAY.plusDays(1), null, sound));
    refused(
        "evaluation.student-unknown",
        importing(ResultKind.MOCK_EXAM, TODAY, null, sound, line(OTHER, null, "9", "20", null)));
    refused(
        "evaluation.result-twice",
        importing(
            ResultKind.MOCK_EXAM,
            TODAY,
            null,
            line(STUDENT, "Français", "9", "20", null),
            line(STUDENT, "FRANCAIS", "8", "20", null)));
    refused(
        "evaluation.score-over-maximum",
        importing(ResultKind.MOCK_EXAM, TODAY, null, line(STUDENT, null, "21", "20", null)));
    refused(
        "evaluation.score-over-maximum",
        importing(ResultKind.MOCK_EXAM, TODAY, null, line(STUDENT, null, "9", null, null)));
    refused(
        "evaluation.result-empty",
        importing(ResultKind.FINAL_EXAM, TODAY, null, line(STUDENT, null, null, "20", null)));
    refused(
        "evaluation.passed-of-final-only",
        importing(ResultKind.MOCK_EXAM, TODAY, null, line(STUDENT, null, "9", "20", true)));
  }

  private void refused(String key, ImportResults command) {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(StudentResults.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static ResultsImported diploma(RecordId id, LocalDate on, boolean passed) {
    Result line = new Result(STUDENT, null, null, null, passed);
    return imported(id, ResultKind.FINAL_EXAM, on, Map.of(), List.of(line), STUDENT);
  }

  @Test
  void theLastFinalResultOfThePeriodTellsWhoPassed() {
    ResultsImported failed = diploma(LIST, TODAY.minusDays(9), false);
    ResultsImported passed = diploma(new RecordId(UUID.randomUUID()), TODAY, true);
    assertThat(StudentResults.PASSED.measure(folded(), YEAR).value()).isNull();
    assertThat(StudentResults.PASSED.measure(folded(passed, failed), YEAR).value()).isEqualTo(1.0);
    assertThat(
            StudentResults.PASSED
                .measure(
                    folded(passed, failed, new RecordWithdrawn(passed, List.of(), "Erreur", TODAY)),
                    YEAR)
                .value())
        .isEqualTo(0.0);
    assertThat(
            StudentResults.PASSED
                .measure(folded(diploma(LIST, TODAY.minusYears(1), true)), YEAR)
                .value())
        .isNull();
  }

  @Test
  void pointsAreComparedSubjectBySubject() {
    ResultsImported mock =
        imported(
            LIST,
            ResultKind.MOCK_EXAM,
            MARCH,
            Map.of("1", "Français", "2", "Anglais"),
            List.of(
                result(STUDENT, 1, "8", null),
                result(STUDENT, 2, "10", null),
                result(OTHER, 1, "1", null)),
            STUDENT,
            OTHER);
    ResultsImported last =
        imported(
            new RecordId(UUID.randomUUID()),
            ResultKind.FINAL_EXAM,
            TODAY,
            Map.of("1", "FRANCAIS", "3", "Cuisine"),
            List.of(result(STUDENT, 1, "11", null), result(STUDENT, 3, "18", null)),
            STUDENT);

    Measure measure = StudentResults.SINCE_MOCK.measure(folded(mock, last), YEAR);

    assertThat(measure.value()).isEqualTo(3.0);
    assertThat(measure.denominator()).isEqualTo(1L);
    assertThat(StudentResults.view(folded(mock, last).all(StudentResults.class)))
        .extracting(StudentResults.Line::subject)
        .containsExactly("FRANCAIS", "Cuisine", "Français", "Anglais");
  }

  private static ResultsImported average(LocalDate on, String score) {
    return imported(
        new RecordId(UUID.randomUUID()),
        ResultKind.TERM_AVERAGE,
        on,
        Map.of("1", "Français"),
        List.of(result(STUDENT, null, score, null), result(STUDENT, 1, "20", null)),
        STUDENT);
  }

  @Test
  void generalAveragesAreComparedWithThoseOfTheWholeSchool() {
    Aspects one =
        folded(average(TODAY, "11.5"), average(MARCH, "9"), average(MARCH.minusYears(1), "2"));
    Aspects other = folded(average(MARCH, "10"), average(TODAY, "10.5"));
    Aspects newcomer = folded(average(TODAY, "19"));
    Indicator delta = StudentResults.BESIDE_SCHOOL;

    Measure ofClass =
        delta.measure(
            together(one, newcomer), () -> together(one, other, newcomer), folded(), YEAR);
    assertThat(ofClass.value()).isEqualTo(1.0); // 2.5 − (2.5 + 0.5) ÷ 2
    assertThat(ofClass.denominator()).isEqualTo(1L);
    assertThat(ofClass.people()).isEqualTo(1);

    Measure ofSchool = delta.measure(together(one, other), null, folded(), YEAR);
    assertThat(ofSchool.value()).isNull();
    assertThat(ofSchool.denominator()).isEqualTo(2L);
    assertThat(delta.measure(together(newcomer), () -> together(one), folded(), YEAR).value())
        .isNull();
  }

  private static Together together(Aspects... subjects) {
    return Together.of(List.of(subjects));
  }

  @Test
  void linesThatACorrectionTakesAwayAreGone() {
    List<Result> wrong = List.of(result(STUDENT, null, "9", null));
    ResultsImported first =
        imported(LIST, ResultKind.TERM_AVERAGE, MARCH, Map.of(), wrong, STUDENT);
    ResultsImported corrected =
        imported(
            LIST,
            ResultKind.TERM_AVERAGE,
            MARCH,
            Map.of(),
            List.of(result(OTHER, null, "9", null)),
            OTHER,
            STUDENT);

    assertThat(StudentResults.view(folded(first).all(StudentResults.class))).hasSize(1);
    assertThat(StudentResults.view(folded(first, corrected).all(StudentResults.class))).isEmpty();
  }
}
