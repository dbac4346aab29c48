package fr.jalons.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent.ReviewHeld;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.regulation.StudentRules.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What makes a student alert, to the day (S27). */
class StudentRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId ANNA = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final RecordId ACTION = new RecordId(UUID.randomUUID());
  private static final RecordId REVIEW = new RecordId(UUID.randomUUID());

  private static List<Fact> facts(Map<String, String> set, DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(Folds.onClassPath(() -> ZoneOffset.UTC, set::get));
    folded.evolve(new StructureDeclared(CLASS, SCHOOL, 2026, "CUISINE", null, List.of()));
    folded.evolve(new MembershipStarted(ANNA, CLASS, SCHOOL, SEPTEMBER));
    List.of(events).forEach(folded::evolve);
    return new StudentRules(
            ANNA, CLASS, folded.of(ANNA), new Period(SEPTEMBER, TODAY, ZoneOffset.UTC))
        .facts();
  }

  private static Optional<Fact> fact(AlertRule rule, DomainEvent... events) {
    return facts(Map.of(), events).stream().filter(fact -> fact.rule() == rule).findFirst();
  }

  private static DomainEvent[] sessions(LocalDate day, int... present) {
    List<DomainEvent> events = new ArrayList<>();
    for (int minutes : present) {
      SessionId session = new SessionId(UUID.randomUUID());
      events.add(
          new SessionScheduled(
              session,
              CLASS,
              "Atelier",
              day.atTime(10, 0).toInstant(ZoneOffset.UTC),
              100,
              List.of(),
              Set.of(Nature.EXAM),
              List.of(),
              List.of(ANNA)));
      events.add(
          new SessionHeld(
              session,
              CLASS,
              day.atTime(10, 0).toInstant(ZoneOffset.UTC),
              100,
              List.of(new Attendance(ANNA, AttendanceStatus.LATE, minutes)),
              List.of(ANNA),
              List.of(),
              null,
              List.of()));
    }
    return events.toArray(DomainEvent[]::new);
  }

  @Test
  void lowAttendanceAlertsOnceAMonthFromThreeSessionsOn() {
    Fact low =
        fact(AlertRule.LOW_ATTENDANCE, sessions(TODAY.minusDays(30), 79, 80, 80)).orElseThrow();
    assertThat(low.fact()).isEqualTo(YearMonth.of(2026, 12));
    assertThat(low.observed()).isEqualTo(new BigDecimal("0.7967"));
    assertThat(low.threshold()).isEqualTo(new BigDecimal("0.80"));
    assertThat(low.since()).isEqualTo(TODAY.minusDays(30));
    assertThat(fact(AlertRule.LOW_ATTENDANCE, sessions(TODAY, 80, 80, 80))).isEmpty();
    assertThat(fact(AlertRule.LOW_ATTENDANCE, sessions(TODAY, 0, 0))).isEmpty();
    assertThat(fact(AlertRule.LOW_ATTENDANCE, sessions(TODAY.minusDays(31), 0, 0, 0))).isEmpty();
  }

  private static NeedDiagnosed need(LocalDate day) {
    return new NeedDiagnosed(NEED, ANNA, NeedArea.AUTONOMY, "Consignes", null, day);
  }

  private static ActionPlanned action(LocalDate day) {
    return new ActionPlanned(
        ACTION,
        SCHOOL,
        CLASS,
        null,
        "Consignes",
        null,
        null,
        Set.of(Nature.EXAM),
        List.of(),
        List.of(NEED),
        List.of(),
        List.of(ANNA),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        day,
        day,
        null,
        null);
  }

  private static ActionClosed closed(LocalDate day) {
    return new ActionClosed(
        new RecordId(UUID.randomUUID()),
        ACTION,
        SCHOOL,
        CLASS,
        null,
        List.of(ANNA),
        ActionOutcome.PARTLY,
        "Fini",
        day,
        null);
  }

  @Test
  void aNeedWaitsThreeWeeksForAnActionAndAgainOnceThatIsClosed() {
    Fact late = fact(AlertRule.NEED_WITHOUT_ACTION, need(TODAY.minusDays(22))).orElseThrow();
    assertThat(late.about()).isEqualTo(NEED.value());
    assertThat(late.observed()).isEqualTo(BigDecimal.valueOf(22));
    assertThat(late.since()).isEqualTo(TODAY.minusDays(22));
    assertThat(fact(AlertRule.NEED_WITHOUT_ACTION, need(TODAY.minusDays(21)))).isEmpty();
    assertThat(
            fact(
                AlertRule.NEED_WITHOUT_ACTION,
                need(TODAY.minusDays(60)),
                action(TODAY.minusDays(50))))
        .isEmpty();
    assertThat(
            fact(
                AlertRule.NEED_WITHOUT_ACTION,
                need(TODAY.minusDays(60)),
                action(TODAY.minusDays(50)),
                closed(TODAY.minusDays(10))))
        .isEmpty();
    assertThat(
            fact(
                    AlertRule.NEED_WITHOUT_ACTION,
                    need(TODAY.minusDays(60)),
                    action(TODAY.minusDays(50)),
                    closed(TODAY.minusDays(30)))
                .orElseThrow()
                .since())
        .isEqualTo(TODAY.minusDays(30));
    assertThat(
            fact(
                AlertRule.NEED_WITHOUT_ACTION,
                need(TODAY.minusDays(60)),
                new NeedClosed(NEED, ANNA, "Atteint", TODAY)))
        .isEmpty();
  }

  private static InterviewRecorded interview(LocalDate day) {
    return new InterviewRecorded(new InterviewId(UUID.randomUUID()), ANNA, day, "Va bien");
  }

  @Test
  void silenceIsCountedFromTheLastContactOrTheBeginningOfTheYear() {
    assertThat(fact(AlertRule.NO_CONTACT).orElseThrow().since()).isEqualTo(SEPTEMBER);
    assertThat(fact(AlertRule.NO_CONTACT, interview(SEPTEMBER.minusDays(90))).orElseThrow().since())
        .isEqualTo(SEPTEMBER);
    assertThat(fact(AlertRule.NO_CONTACT, interview(TODAY.minusDays(31))).orElseThrow().observed())
        .isEqualTo(BigDecimal.valueOf(31));
    assertThat(fact(AlertRule.NO_CONTACT, interview(TODAY.minusDays(30)))).isEmpty();
    assertThat(facts(Map.of("jalons.alerts.no-contact", "P10D"), interview(TODAY.minusDays(11))))
        .extracting(Fact::rule)
        .containsExactly(AlertRule.NO_CONTACT);
  }

  private static ReviewScheduled review(ReviewKind kind, LocalDate due) {
    return new ReviewScheduled(
        REVIEW, CLASS, SCHOOL, List.of(ANNA), kind, "Bilan", due.minusDays(9), due, null);
  }

  @Test
  void aStageReviewIsOverdueAfterAWeekUntilItIsHeld() {
    ReviewScheduled scheduled = review(ReviewKind.STAGE_REVIEW, TODAY.minusDays(8));
    Fact overdue = fact(AlertRule.OVERDUE_REVIEW, scheduled).orElseThrow();
    assertThat(overdue.subject()).isEqualTo(REVIEW);
    assertThat(overdue.fact()).isEqualTo(ANNA);
    assertThat(overdue.structure()).isEqualTo(CLASS);
    assertThat(fact(AlertRule.OVERDUE_REVIEW, review(ReviewKind.STAGE_REVIEW, TODAY.minusDays(7))))
        .isEmpty();
    assertThat(fact(AlertRule.OVERDUE_REVIEW, review(ReviewKind.POSITIONING, TODAY.minusDays(8))))
        .isEmpty();
    assertThat(
            fact(AlertRule.OVERDUE_REVIEW, review(ReviewKind.STAGE_REVIEW, SEPTEMBER.minusDays(1))))
        .isEmpty();
    assertThat(
            fact(
                AlertRule.OVERDUE_REVIEW,
                scheduled,
                new ReviewHeld(
                    new RecordId(UUID.randomUUID()),
                    REVIEW,
                    ANNA,
                    TODAY,
                    "Bien",
                    null,
                    List.of(),
                    true,
                    false,
                    null)))
        .isEmpty();
  }
}
