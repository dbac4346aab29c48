package fr.jalons.evaluation.grid;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.GridEvent.QuestionAnswered;
import fr.jalons.events.GridEvent.SelfAssessmentStarted;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Together;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.ThisSchool;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A school goes through the grid, and answers its questions (S48). */
class GridTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 5, 17);
  private static final Period YEAR = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordId CAMPAIGN = new RecordId(UUID.randomUUID());
  private static final RecordId OTHER = new RecordId(UUID.randomUUID());
  private static final RecordId ANSWER = new RecordId(UUID.randomUUID());
  private static final RecordId LATER = new RecordId(UUID.randomUUID());
  private static final SelfAssessmentStarted STARTED = started(CAMPAIGN, TODAY.minusDays(9));

  private static SelfAssessmentStarted started(RecordId campaign, LocalDate day) {
    return new SelfAssessmentStarted(campaign, SCHOOL, "Grille", "2026", day, null);
  }

  private static StartSelfAssessment start(@Nullable LocalDate day) {
    return new StartSelfAssessment(CAMPAIGN, new ThisSchool(SCHOOL), "Grille", day, null);
  }

  private static AnswerQuestion answer(String question, int rating) {
    return new AnswerQuestion(ANSWER, CAMPAIGN, question, rating, "Bien", null);
  }

  private static QuestionAnswered answered(RecordId answer, String question, int rating) {
    return new QuestionAnswered(answer, CAMPAIGN, SCHOOL, question, rating, "Bien", TODAY, null);
  }

  private static RecordEnded ended(OnRecord campaign, LocalDate day) {
    return new RecordEnded(campaign, "Fini", day);
  }

  private static RecordWithdrawn withdrawn(OnRecord record) {
    return new RecordWithdrawn(record, List.of(), "Erreur", TODAY);
  }

  private static void leadsTo(Record command, List<?> events, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(events.toArray());
  }

  private static void isRefused(Record command, String key, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void oneCampaignRunsAtATime() {
    SelfAssessmentStarted other = started(OTHER, TODAY.minusDays(30));

    leadsTo(start(null), List.of(started(CAMPAIGN, TODAY)));
    isRefused(start(null), "evaluation.campaign-running", other);
    isRefused(start(null), "evaluation.campaign-running", other, ended(other, TODAY.plusDays(1)));
    leadsTo(start(null), List.of(started(CAMPAIGN, TODAY)), other, ended(other, TODAY));
    leadsTo(start(null), List.of(started(CAMPAIGN, TODAY)), other, withdrawn(other));
    isRefused(start(TODAY.plusDays(1)), "evaluation.date-ahead");
  }

  @Test
  void aCampaignIsSaidOnceAndPutRightWhileAnotherRuns() {
    leadsTo(start(TODAY.minusDays(9)), List.of(), STARTED);
    isRefused(start(TODAY), "school.record-id-taken", STARTED);
    leadsTo(
        new StartSelfAssessment(
            CAMPAIGN,
            new ThisSchool(SCHOOL),
            "Grille 2027",
            TODAY.minusDays(9),
            new Correction("Titre", null)),
        List.of(
            new SelfAssessmentStarted(
                CAMPAIGN, SCHOOL, "Grille 2027", "2026", TODAY.minusDays(9), "Titre")),
        STARTED,
        ended(STARTED, TODAY.minusDays(1)),
        started(OTHER, TODAY));
  }

  @Test
  void aQuestionIsAnsweredAgainWithoutAReason() {
    leadsTo(answer("Q07", 3), List.of(answered(ANSWER, "Q07", 3)), STARTED);
    leadsTo(
        answer("Q07", 4), List.of(answered(ANSWER, "Q07", 4)), STARTED, answered(LATER, "Q07", 3));
    leadsTo(answer("Q07", 3), List.of(), STARTED, answered(ANSWER, "Q07", 3));
  }

  @Test
  void onlyQuestionsOfTheGridAreAnsweredWithOneOfFourLevels() {
    isRefused(answer("Q49", 3), "evaluation.grid-question-unknown", STARTED);
    isRefused(answer("Q07", 0), "evaluation.rating", STARTED);
    isRefused(answer("Q07", 5), "evaluation.rating", STARTED);
    isRefused(answer("Q49", 5), "evaluation.grid-question-unknown", STARTED);
  }

  @Test
  void nothingIsAnsweredOutOfACampaign() {
    isRefused(answer("Q07", 3), "school.record-unknown");
    isRefused(answer("Q07", 3), "school.record-withdrawn", STARTED, withdrawn(STARTED));
    isRefused(answer("Q49", 3), "evaluation.campaign-over", STARTED, ended(STARTED, TODAY));
    leadsTo(
        answer("Q07", 3),
        List.of(answered(ANSWER, "Q07", 3)),
        STARTED,
        ended(STARTED, TODAY.plusDays(1)));
  }

  @Test
  void anAnswerOfACampaignThatIsOverIsPutRightAndKeepsItsDay() {
    QuestionAnswered before =
        new QuestionAnswered(ANSWER, CAMPAIGN, SCHOOL, "Q07", 3, "Bien", TODAY.minusDays(5), null);

    leadsTo(
        new AnswerQuestion(ANSWER, CAMPAIGN, "Q07", 2, "Bien", new Correction("Relu", null)),
        List.of(
            new QuestionAnswered(
                ANSWER, CAMPAIGN, SCHOOL, "Q07", 2, "Bien", TODAY.minusDays(5), "Relu")),
        STARTED,
        before,
        ended(STARTED, TODAY));
  }

  @Test
  void theGridHasItsQuestionsWordByWord() {
    List<Grid.Question> questions = Grid.shipped().questions();

    assertThat(questions)
        .extracting(Grid.Question::code)
        .isEqualTo(IntStream.rangeClosed(1, 48).mapToObj("Q%02d"::formatted).toList());
    assertThat(questions)
        .extracting(Grid.Question::row)
        .isEqualTo(IntStream.rangeClosed(1, 48).mapToObj(row -> "S" + row).toList());
    assertThat(questions).extracting(Grid.Question::part).doesNotContainNull();
    assertThat(Grid.shipped().question("Q08").orElseThrow().text())
        .isEqualTo("Comment les besoins des élèves sont-ils évalués\u00a0?");
    assertThat(questions)
        .allSatisfy(
            question -> assertThat(question.evidence()).anyMatch(ground -> ground.needed()));
  }

  @Test
  void aQuestionHasItsEvidenceOnceEachCountItNeedsIsThere() {
    Map<String, Long> counts = new HashMap<>(Map.of("needs-diagnosed", 3L, "sessions-held", 2L));
    Evidence.Counts found = key -> counts.getOrDefault(key, 0L);
    Grid.Question first = Grid.shipped().question("Q01").orElseThrow();
    Grid.Question livret = Grid.shipped().question("Q12").orElseThrow();

    assertThat(first.isEvidenced(found)).isFalse();
    counts.put("project-entries", 1L);
    assertThat(first.isEvidenced(found)).isTrue();
    assertThat(livret.isEvidenced(found)).isFalse();
    counts.put("prior-records", 1L);
    counts.put("livret-texts", 2L);
    assertThat(livret.isEvidenced(found)).isTrue();
    assertThat(livret.evidence().getFirst().count(found)).isEqualTo(3);
    assertThat(Grid.shipped().evidenced(key -> 1)).isEqualTo(48);
    assertThat(Grid.shipped().evidenced(key -> 0)).isZero();
  }

  @Test
  void questionsWithEvidenceAreMeasuredOfAll() {
    Measure measure = SelfAssessment.EVIDENCED.measure(key -> key.startsWith("s") ? 1 : 0);

    assertThat(measure.denominator()).isEqualTo(48L);
    assertThat(measure.numerator())
        .isEqualTo(Grid.shipped().evidenced(k -> k.startsWith("s") ? 1 : 0));
    assertThat(measure.people()).isZero();
  }

  private static Aspects folded(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(SelfAssessment.class, GridAnswer.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(SCHOOL);
  }

  private static long count(Evidence evidence, DomainEvent... events) {
    Aspects school = folded(events);
    return evidence.count(
        Together.of(List.of(school)),
        new ScopeView(SCHOOL, school, List.of(), scope -> true, scope -> true),
        YEAR);
  }

  @Test
  void campaignsOfTheYearAndQuestionsRatedInItAreEvidence() {
    SelfAssessmentStarted old = started(OTHER, TODAY.minusYears(1));

    assertThat(count(SelfAssessment.CAMPAIGNS, STARTED)).isEqualTo(1);
    assertThat(count(SelfAssessment.CAMPAIGNS, old, ended(old, TODAY.minusMonths(11)))).isZero();
    assertThat(count(SelfAssessment.CAMPAIGNS, STARTED, withdrawn(STARTED))).isZero();
    assertThat(
            count(GridAnswer.RATED, STARTED, answered(ANSWER, "Q07", 1), answered(LATER, "Q07", 2)))
        .isEqualTo(1);
  }

  @Test
  void theLastDayOfACampaignIsTheOneBeforeItsEnd() {
    SelfAssessment running = folded(STARTED).all(SelfAssessment.class).getFirst();
    SelfAssessment over =
        folded(STARTED, ended(STARTED, TODAY)).all(SelfAssessment.class).getFirst();
    SelfAssessment atOnce =
        folded(STARTED, ended(STARTED, TODAY.minusDays(9))).all(SelfAssessment.class).getFirst();

    assertThat(running.lastDay(TODAY)).isEqualTo(TODAY);
    assertThat(over.lastDay(TODAY)).isEqualTo(TODAY.minusDays(1));
    assertThat(over.lastDay(TODAY.minusDays(1))).isEqualTo(TODAY.minusDays(1));
    assertThat(atOnce.lastDay(TODAY)).isEqualTo(TODAY.minusDays(9));
  }
}
