package fr.jalons.followup;

import static fr.jalons.events.PositioningEvent.PositioningSubject.FRENCH;
import static fr.jalons.events.PositioningEvent.PositioningSubject.MATHEMATICS;
import static fr.jalons.events.SessionEvent.AttendanceStatus.EXCUSED;
import static fr.jalons.events.SessionEvent.AttendanceStatus.LATE;
import static fr.jalons.events.SessionEvent.AttendanceStatus.PRESENT;
import static fr.jalons.followup.Happenings.ANNA;
import static fr.jalons.followup.Happenings.BEN;
import static fr.jalons.followup.Happenings.CLASS;
import static fr.jalons.followup.Happenings.NOVEMBER;
import static fr.jalons.followup.Happenings.OCTOBER;
import static fr.jalons.followup.Happenings.OTHER_CLASS;
import static fr.jalons.followup.Happenings.START;
import static fr.jalons.followup.Happenings.acts;
import static fr.jalons.followup.Happenings.answers;
import static fr.jalons.followup.Happenings.assessed;
import static fr.jalons.followup.Happenings.closes;
import static fr.jalons.followup.Happenings.closesSurvey;
import static fr.jalons.followup.Happenings.corrects;
import static fr.jalons.followup.Happenings.declared;
import static fr.jalons.followup.Happenings.ends;
import static fr.jalons.followup.Happenings.holds;
import static fr.jalons.followup.Happenings.joins;
import static fr.jalons.followup.Happenings.leaves;
import static fr.jalons.followup.Happenings.line;
import static fr.jalons.followup.Happenings.meets;
import static fr.jalons.followup.Happenings.needs;
import static fr.jalons.followup.Happenings.opens;
import static fr.jalons.followup.Happenings.opensOn;
import static fr.jalons.followup.Happenings.plans;
import static fr.jalons.followup.Happenings.present;
import static fr.jalons.followup.Happenings.tested;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a class of Anna and Ben, as the grid defines them. */
class IndicatorsTest {
  private static final long K = 5;

  /** {@code numerator ÷ denominator}, or ∅ where there is nothing to divide by. */
  private static String of(String code, DomainEvent... events) {
    return text(Folded.indicator(code, CLASS, NOVEMBER, annaAndBen(events)));
  }

  private static DomainEvent[] annaAndBen(DomainEvent... events) {
    List<DomainEvent> all =
        new ArrayList<>(List.of(declared(), joins(ANNA, CLASS, START), joins(BEN, CLASS, START)));
    all.addAll(List.of(events));
    return all.toArray(DomainEvent[]::new);
  }

  private static String text(DocumentContext indicator) {
    if (indicator.<Boolean>read("$.withheld")) {
      assertThat(indicator.<Object>read("$.value")).isNull();
      assertThat(indicator.<Object>read("$.numerator")).isNull();
      assertThat(indicator.<Object>read("$.denominator")).isNull();
      return "withheld";
    }
    long numerator = indicator.<Number>read("$.numerator").longValue();
    long denominator = indicator.<Number>read("$.denominator").longValue();
    Double value = indicator.read("$.value");
    if (denominator == 0) {
      assertThat(value).isNull();
      return "∅";
    }
    assertThat(value).isEqualTo(Math.round(10_000.0 * numerator / denominator) / 10_000.0);
    return numerator + " ÷ " + denominator;
  }

  @ParameterizedTest
  @ValueSource(strings = {"S8", "S10", "S11", "S32", "S42"})
  void ofAClassWithoutStudentsThereIsNoFigure(String code) {
    assertThat(text(Folded.indicator(code, CLASS, NOVEMBER, declared()))).isEqualTo("∅");
    assertThat(text(Folded.indicator(code, K, CLASS, NOVEMBER, declared()))).isEqualTo("withheld");
  }

  @Test
  void aNeedIsAimedAtWhileAnOpenActionNamesIt() {
    assertThat(of("S8")).isEqualTo("∅");
    assertThat(of("S8", needs(ANNA, 1), needs(BEN, 2))).isEqualTo("0 ÷ 2");
    assertThat(of("S8", needs(ANNA, 1), needs(BEN, 2), acts(1, OCTOBER, List.of(1), ANNA)))
        .isEqualTo("1 ÷ 2");
    assertThat(of("S8", needs(ANNA, 1), plans(1, NOVEMBER, List.of(1), ANNA))).isEqualTo("0 ÷ 1");
    assertThat(
            of("S8", needs(ANNA, 1), acts(1, OCTOBER, List.of(1), ANNA), ends(1, NOVEMBER, ANNA)))
        .isEqualTo("0 ÷ 1");
    assertThat(
            of(
                "S8",
                needs(ANNA, 1),
                acts(1, OCTOBER, List.of(1), ANNA),
                acts(2, NOVEMBER, List.of(1), ANNA),
                ends(1, NOVEMBER, ANNA)))
        .isEqualTo("1 ÷ 1");
  }

  @Test
  void aClosedNeedCallsForNoActionAndOneToComeAimsAtNone() {
    assertThat(
            of(
                "S8",
                needs(ANNA, 1),
                needs(ANNA, 2),
                acts(1, OCTOBER, List.of(1), ANNA),
                closes(ANNA, 1, NOVEMBER)))
        .isEqualTo("0 ÷ 1");
    assertThat(of("S8", needs(ANNA, 1), acts(1, NOVEMBER.plusDays(1), List.of(1), ANNA)))
        .isEqualTo("0 ÷ 1");
  }

  @Test
  void whatWasHeldBeforeThePeriodCountsInNone() {
    LocalDate before = START.minusDays(100);
    DomainEvent[] events = {
      declared(),
      joins(ANNA, CLASS, before),
      needs(ANNA, 1),
      plans(1, before, List.of(1), ANNA),
      holds(1, before, List.of("C1"), List.of(), present(ANNA)),
      assessed(ANNA, "C2", 1, before, "user:1", 1)
    };
    assertThat(text(Folded.indicator("S8", CLASS, NOVEMBER, events))).isEqualTo("0 ÷ 1");
    assertThat(text(Folded.indicator("S11", CLASS, NOVEMBER, events))).isEqualTo("∅");
    assertThat(text(Folded.indicator("S42", CLASS, NOVEMBER, events))).isEqualTo("∅");
    assertThat(text(Folded.indicator("S42", CLASS, START.minusDays(1), events)))
        .isEqualTo("60 ÷ 60");
    assertThat(text(Folded.indicator("S11", CLASS, START.minusDays(1), events))).isEqualTo("0 ÷ 2");
  }

  @Test
  void whoJoinsLaterCountsOnceACorrectionAddsTheirLine() {
    DomainEvent late = joins(BEN, CLASS, START);
    assertThat(
            text(
                Folded.indicator(
                    "S42",
                    CLASS,
                    NOVEMBER,
                    declared(),
                    joins(ANNA, CLASS, START),
                    holds(1, OCTOBER, present(ANNA)),
                    late)))
        .isEqualTo("60 ÷ 60");
    assertThat(
            text(
                Folded.indicator(
                    "S42",
                    CLASS,
                    NOVEMBER,
                    declared(),
                    joins(ANNA, CLASS, START),
                    holds(1, OCTOBER, present(ANNA)),
                    late,
                    corrects(1, BEN, EXCUSED, 0))))
        .isEqualTo("60 ÷ 120");
  }

  @Test
  void aStudentIsPositionedAfterBothTestsAndAnInterview() {
    assertThat(of("S10")).isEqualTo("0 ÷ 2");
    assertThat(of("S10", tested(ANNA, FRENCH, 1), tested(ANNA, MATHEMATICS, 2))).isEqualTo("0 ÷ 2");
    assertThat(of("S10", tested(ANNA, FRENCH, 1), tested(ANNA, FRENCH, 2), meets(ANNA, 1, OCTOBER)))
        .isEqualTo("0 ÷ 2");
    assertThat(
            of(
                "S10",
                tested(ANNA, FRENCH, 1),
                tested(ANNA, MATHEMATICS, 2),
                meets(ANNA, 1, OCTOBER),
                meets(ANNA, 2, NOVEMBER),
                tested(BEN, FRENCH, 3),
                meets(BEN, 3, OCTOBER)))
        .isEqualTo("1 ÷ 2");
  }

  @Test
  void anAssessmentIsSharedOnceTwoDisciplinesMadeIt() {
    assertThat(of("S11")).isEqualTo("∅");
    assertThat(
            of(
                "S11",
                assessed(ANNA, "C1", 1, OCTOBER, "user:1", 1),
                assessed(ANNA, "C1", 2, NOVEMBER, "user:2", 1)))
        .isEqualTo("0 ÷ 1");
    assertThat(
            of(
                "S11",
                assessed(ANNA, "C1", 1, OCTOBER, "user:1", 1),
                assessed(ANNA, "C1", 2, NOVEMBER, "user:1", 2),
                assessed(BEN, "C1", 2, NOVEMBER, "user:1", 2)))
        .isEqualTo("1 ÷ 2");
  }

  @Test
  void whatASessionWorkedOnIsTargetedToo() {
    assertThat(
            of(
                "S11",
                assessed(ANNA, "C1", 1, OCTOBER, "user:1", 1),
                assessed(ANNA, "C1", 2, NOVEMBER, "user:1", 2),
                holds(1, OCTOBER, List.of("C1", "C2"), List.of(BEN), present(ANNA)),
                plans(2, NOVEMBER, List.of(), ANNA)))
        .isEqualTo("1 ÷ 4"); // Anna and Ben, two competencies
  }

  @Test
  void anAnswerToANamedSurveyCountsAtOnceAndToAnAnonymousOneWhenItIsClosed() {
    assertThat(of("S32")).isEqualTo("∅");
    assertThat(of("S32", opens(1, CLASS, false, 4), answers(1, CLASS, "a", ANNA)))
        .isEqualTo("1 ÷ 4");
    DomainEvent anonymous = opens(2, CLASS, true, 3);
    DomainEvent first = answers(2, CLASS, "a", null);
    DomainEvent second = answers(2, CLASS, "b", null);
    assertThat(of("S32", anonymous, first, second)).isEqualTo("0 ÷ 3");
    assertThat(of("S32", anonymous, first, second, closesSurvey(2))).isEqualTo("2 ÷ 3");
    assertThat(
            of(
                "S32",
                opens(1, CLASS, false, 4),
                answers(1, CLASS, "c", ANNA),
                anonymous,
                first,
                second,
                closesSurvey(2)))
        .isEqualTo("3 ÷ 7");
  }

  @Test
  void aSurveyCountsInThePeriodInWhichItWasOpened() {
    DomainEvent[] events =
        annaAndBen(opens(1, CLASS, false, 4), answers(1, CLASS, "a", ANNA)); // until NOVEMBER
    assertThat(text(Folded.indicator("S32", CLASS, NOVEMBER, events))).isEqualTo("1 ÷ 4");
    assertThat(text(Folded.indicator("S32", CLASS, OCTOBER, events))).isEqualTo("∅");
    assertThat(text(Folded.indicator("S32", CLASS, START.plusYears(1), events))).isEqualTo("∅");
    DomainEvent[] dated = annaAndBen(opensOn(OCTOBER, 1, CLASS, 4), answers(1, CLASS, "a", ANNA));
    assertThat(text(Folded.indicator("S32", CLASS, OCTOBER, dated))).isEqualTo("1 ÷ 4");
  }

  @Test
  void aSurveyOfTheWholeSchoolOrOfAnotherClassIsNoneOfTheClass() {
    assertThat(
            of(
                "S32",
                opens(1, null, false, 4),
                answers(1, null, "a", ANNA),
                opens(2, OTHER_CLASS, false, 4),
                answers(2, OTHER_CLASS, "b", ANNA)))
        .isEqualTo("∅");
  }

  @Test
  void minutesOfPresenceAreDividedByTheMinutesOfAllLines() {
    assertThat(of("S42")).isEqualTo("∅");
    assertThat(of("S42", holds(1, OCTOBER, List.of(), List.of(ANNA, BEN)))).isEqualTo("∅");
    assertThat(
            of(
                "S42",
                holds(1, OCTOBER, present(ANNA), line(BEN, LATE, 20)),
                holds(2, NOVEMBER, List.of(), List.of(BEN), line(ANNA, EXCUSED, 0)),
                plans(3, NOVEMBER, List.of(), ANNA, BEN)))
        .isEqualTo("80 ÷ 180");
    assertThat(
            of(
                "S42",
                holds(1, OCTOBER, List.of(), List.of(BEN), present(ANNA)),
                corrects(1, ANNA, EXCUSED, 0),
                corrects(1, BEN, PRESENT, 60)))
        .isEqualTo("60 ÷ 120");
  }

  @Test
  void whomTheSchoolHasSentElsewhereIsNotAway() {
    assertThat(
            of(
                "S42",
                holds(
                    1,
                    OCTOBER,
                    present(ANNA),
                    new Attendance(BEN, EXCUSED, 0, Elsewhere.PLACEMENT))))
        .isEqualTo("60 ÷ 60");
  }

  @Test
  void aFigureIsOfThoseWhoBelongToTheClassThatDay() {
    DomainEvent[] events =
        annaAndBen(
            leaves(BEN, CLASS, OCTOBER),
            joins(BEN, OTHER_CLASS, OCTOBER),
            needs(ANNA, 1),
            needs(BEN, 2),
            holds(1, START, present(ANNA), line(BEN, EXCUSED, 0)));
    assertThat(text(Folded.indicator("S42", CLASS, OCTOBER.minusDays(1), events)))
        .isEqualTo("60 ÷ 120");
    assertThat(text(Folded.indicator("S8", CLASS, OCTOBER, events))).isEqualTo("0 ÷ 1");
    assertThat(text(Folded.indicator("S42", CLASS, OCTOBER, events))).isEqualTo("60 ÷ 60");
    assertThat(text(Folded.indicator("S10", CLASS, START.minusDays(1), events))).isEqualTo("∅");
    assertThat(text(Folded.indicator("S10", OTHER_CLASS, OCTOBER, events))).isEqualTo("0 ÷ 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"S8", "S10", "S11", "S32", "S42"})
  void ofFewerThanKStudentsAReaderOfFiguresLearnsNothing(String code) {
    assertThat(
            text(
                Folded.indicator(
                    code,
                    K,
                    CLASS,
                    NOVEMBER,
                    annaAndBen(needs(ANNA, 1), holds(1, OCTOBER, present(BEN))))))
        .isEqualTo("withheld");
  }

  @Test
  void aFigureBehindWhichFewerThanKStandIsWithheldAndTheOthersAreNot() {
    DomainEvent[] events =
        classOfSix(
            needs(ANNA, 1),
            assessed(ANNA, "C1", 1, OCTOBER, "user:1", 1),
            opens(1, CLASS, false, 4),
            answers(1, CLASS, "a", ANNA),
            holds(1, OCTOBER, present(ANNA)));
    for (String code : List.of("S8", "S11", "S32", "S42")) {
      assertThat(text(Folded.indicator(code, K, CLASS, NOVEMBER, events)))
          .as(code)
          .isEqualTo("withheld");
      assertThat(text(Folded.indicator(code, CLASS, NOVEMBER, events)))
          .as(code)
          .isNotEqualTo("withheld");
    }
    assertThat(text(Folded.indicator("S10", K, CLASS, NOVEMBER, events))).isEqualTo("0 ÷ 6");
  }

  @Test
  void aFigureBehindWhichKStandIsShownAndSoIsThatThereIsNone() {
    List<DomainEvent> events = new ArrayList<>();
    for (StudentId student : six().subList(0, (int) K)) {
      events.add(needs(student, events.size()));
    }
    DomainEvent[] all = classOfSix(events.toArray(DomainEvent[]::new));
    assertThat(text(Folded.indicator("S8", K, CLASS, NOVEMBER, all))).isEqualTo("0 ÷ 5");
    assertThat(text(Folded.indicator("S42", K, CLASS, NOVEMBER, all))).isEqualTo("∅");
  }

  private static List<StudentId> six() {
    return IntStream.rangeClosed(1, 6).mapToObj(i -> new StudentId(new UUID(1, i))).toList();
  }

  private static DomainEvent[] classOfSix(DomainEvent... events) {
    List<DomainEvent> all = new ArrayList<>(List.of(declared()));
    six().forEach(student -> all.add(joins(student, CLASS, START)));
    all.addAll(List.of(events));
    return all.toArray(DomainEvent[]::new);
  }
}
