package fr.jalons.evaluation.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.OnRecord;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** An alert, what a body decides on it, and its effect (S27). */
class RegulationTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private static final Period YEAR = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final RecordId ALERT = id();
  private static final RecordId DECISION = id();
  private static final RecordId ASSESSMENT = id();
  private static final RecordId OTHER = id();
  private static final RecordId MEETING = id();
  private static final RecordId ACTION = id();

  private static final StudentRegistered REGISTERED = new StudentRegistered(STUDENT, SCHOOL);
  private static final MembershipStarted MEMBER =
      new MembershipStarted(STUDENT, CLASS, SCHOOL, YEAR.from());

  private static RecordId id() {
    return new RecordId(UUID.randomUUID());
  }

  private static AlertRaised raised(
      RecordId alert, @Nullable StructureId structure, @Nullable StudentId student) {
    return raised(alert, structure, student, AlertRule.MANUAL, "Absences", TODAY);
  }

  private static AlertRaised raised(
      RecordId alert,
      @Nullable StructureId structure,
      @Nullable StudentId student,
      AlertRule rule,
      @Nullable String text,
      LocalDate day) {
    return new AlertRaised(
        alert, SCHOOL, structure, null, student, rule, null, null, null, null, null, text, day,
        null);
  }

  private static RaiseAlert raise(@Nullable RecordScope scope, @Nullable StudentId student) {
    return new RaiseAlert(ALERT, scope, student, null, null, null, "Absences", null);
  }

  /** What differs from one decision to the other. */
  private record Wanted(
      Verdict verdict,
      DecisionScale scale,
      Body body,
      @Nullable RecordId meeting,
      List<RecordId> actions,
      @Nullable String indicator,
      @Nullable Comparison comparison,
      @Nullable String value,
      @Nullable LocalDate reviewOn,
      LocalDate decidedOn) {
    static final Wanted TO_ACT =
        new Wanted(
            Verdict.ACT,
            DecisionScale.CLASS,
            Body.CONCERTATION,
            null,
            List.of(),
            "S25",
            Comparison.AT_LEAST,
            "0.8",
            TODAY,
            TODAY.minusDays(3));

    Wanted verdict(Verdict other, @Nullable LocalDate review) {
      return new Wanted(
          other, scale, body, meeting, actions, indicator, comparison, value, review, decidedOn);
    }

    Wanted at(DecisionScale other) {
      return new Wanted(
          verdict,
          other,
          body,
          meeting,
          actions,
          indicator,
          comparison,
          value,
          reviewOn,
          decidedOn);
    }

    Wanted in(@Nullable RecordId other, RecordId... named) {
      return new Wanted(
          verdict,
          scale,
          body,
          other,
          List.of(named),
          indicator,
          comparison,
          value,
          reviewOn,
          decidedOn);
    }

    Wanted seenBy(@Nullable String code, @Nullable Comparison side, @Nullable String target) {
      return new Wanted(
          verdict, scale, body, meeting, actions, code, side, target, reviewOn, decidedOn);
    }

    Wanted on(LocalDate day) {
      return new Wanted(
          verdict, scale, body, meeting, actions, indicator, comparison, value, reviewOn, day);
    }

    private @Nullable BigDecimal target() {
      return value == null ? null : new BigDecimal(value);
    }

    DecideRegulation command() {
      return new DecideRegulation(
          DECISION,
          ALERT,
          verdict,
          scale,
          body,
          meeting,
          List.of(),
          "Appeler",
          actions,
          indicator,
          comparison,
          target(),
          reviewOn,
          decidedOn,
          null);
    }

    RegulationDecided event(RecordId decision, @Nullable StudentId student) {
      return new RegulationDecided(
          decision,
          ALERT,
          SCHOOL,
          CLASS,
          null,
          student,
          verdict,
          scale,
          body,
          meeting,
          List.of(),
          "Appeler",
          actions,
          indicator,
          comparison,
          target(),
          reviewOn,
          decidedOn,
          null);
    }
  }

  private static MeetingHeld meeting(Body body) {
    return new MeetingHeld(
        MEETING, SCHOOL, null, null, body, null, TODAY, 60, List.of(), 3, null, null);
  }

  private static ActionPlanned action(SchoolId school) {
    return new ActionPlanned(
        ACTION,
        school,
        null,
        null,
        "Consignes",
        null,
        null,
        Set.of(Nature.EXAM),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        TODAY,
        TODAY,
        null,
        null);
  }

  private static <E extends OnRecord> RecordWithdrawn withdrawn(E event) {
    return new RecordWithdrawn(event, List.of(), "Erreur", TODAY);
  }

  private static void leadsTo(Record command, @Nullable DomainEvent event, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(event == null ? new Object[0] : new Object[] {event});
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
  void anAlertIsOfAStudentInTheirClassOrOfAScope() {
    leadsTo(raise(null, STUDENT), raised(ALERT, CLASS, STUDENT), REGISTERED, MEMBER);
    leadsTo(raise(null, STUDENT), raised(ALERT, null, STUDENT), REGISTERED);
    leadsTo(raise(RecordScope.of(CLASS), null), raised(ALERT, CLASS, null));
    isRefused(
        raise(RecordScope.of(CLASS), STUDENT), "evaluation.student-or-scope", REGISTERED, MEMBER);
    isRefused(raise(null, null), "evaluation.neither-student-nor-scope");
    isRefused(raise(null, STUDENT), "evaluation.student-unknown");
    isRefused(
        new RaiseAlert(ALERT, RecordScope.of(CLASS), null, "S99", null, null, "Absences", null),
        "evaluation.indicator-unknown");
  }

  @Test
  void nothingIsSaidAnyMoreOfWhoIsErased() {
    StudentErased erased =
        new StudentErased(
            new ErasureRequestId(UUID.randomUUID()),
            STUDENT,
            SCHOOL,
            ErasureCause.RETENTION,
            "system:jalons",
            null);
    isRefused(raise(null, STUDENT), "platform.subject-erased", REGISTERED, erased);
    isRefused(
        Wanted.TO_ACT.command(),
        "platform.subject-erased",
        REGISTERED,
        raised(ALERT, CLASS, STUDENT),
        erased);
    leadsTo(byRule(), null, REGISTERED, erased);
  }

  @Test
  void theSameAlertAgainChangesNothingEvenOnAnotherDay() {
    AlertRaised earlier =
        raised(ALERT, CLASS, STUDENT, AlertRule.MANUAL, "Absences", TODAY.minusDays(9));
    leadsTo(raise(null, STUDENT), null, REGISTERED, earlier);
    isRefused(
        new RaiseAlert(ALERT, null, STUDENT, null, null, null, "Autre", null),
        "school.record-id-taken",
        REGISTERED,
        earlier);
  }

  private static RaiseByRule byRule(RecordId... alerts) {
    return new RaiseByRule(
        RecordScope.of(CLASS),
        Stream.of(alerts)
            .map(
                alert ->
                    new RaiseByRule.Fact(
                        alert, STUDENT, AlertRule.NO_CONTACT, null, null, null, null, YEAR.from()))
            .toList());
  }

  @Test
  void aFactAlertsOnceAlsoIfItsAlertWasWithdrawn() {
    AlertRaised byRule =
        new AlertRaised(
            ALERT,
            SCHOOL,
            CLASS,
            null,
            STUDENT,
            AlertRule.NO_CONTACT,
            null,
            null,
            null,
            null,
            YEAR.from(),
            null,
            TODAY,
            null);
    leadsTo(byRule(ALERT), byRule, REGISTERED);
    leadsTo(byRule(ALERT), null, REGISTERED, byRule);
    leadsTo(byRule(ALERT), null, REGISTERED, byRule, withdrawn(byRule));
    leadsTo(byRule(OTHER, ALERT), null, REGISTERED, byRule);
    leadsTo(byRule(ALERT), null);
  }

  @Test
  void whatARuleHasRaisedIsNotCorrected() {
    RaiseAlert correcting =
        new RaiseAlert(
            ALERT, null, STUDENT, null, null, null, "Autre", new Correction("Faux", null));
    isRefused(
        correcting,
        "evaluation.alert-of-rule",
        REGISTERED,
        raised(ALERT, CLASS, STUDENT, AlertRule.NO_CONTACT, null, TODAY));
    leadsTo(
        correcting,
        new AlertRaised(
            ALERT,
            SCHOOL,
            CLASS,
            null,
            STUDENT,
            AlertRule.MANUAL,
            null,
            null,
            null,
            null,
            null,
            "Autre",
            TODAY.minusDays(1),
            "Faux"),
        REGISTERED,
        raised(ALERT, CLASS, STUDENT, AlertRule.MANUAL, "Absences", TODAY.minusDays(1)));
  }

  @Test
  void anAlertIsDecidedOnOnce() {
    AlertRaised alert = raised(ALERT, CLASS, null);
    RegulationDecided other = Wanted.TO_ACT.event(OTHER, null);
    leadsTo(Wanted.TO_ACT.command(), Wanted.TO_ACT.event(DECISION, null), alert);
    leadsTo(Wanted.TO_ACT.command(), null, alert, Wanted.TO_ACT.event(DECISION, null));
    isRefused(Wanted.TO_ACT.command(), "evaluation.alert-decided", alert, other);
    leadsTo(
        Wanted.TO_ACT.command(),
        Wanted.TO_ACT.event(DECISION, null),
        alert,
        other,
        withdrawn(other));
    isRefused(Wanted.TO_ACT.command(), "school.record-unknown");
    isRefused(Wanted.TO_ACT.command(), "school.record-withdrawn", alert, withdrawn(alert));
    isRefused(Wanted.TO_ACT.on(TODAY.plusDays(1)).command(), "evaluation.date-ahead", alert, other);
  }

  @Test
  void aDecisionIsAtLeastAsWideAsItsAlert() {
    isRefused(
        Wanted.TO_ACT.at(DecisionScale.STUDENT).command(),
        "evaluation.decision-too-narrow",
        raised(ALERT, CLASS, null));
    isRefused(
        Wanted.TO_ACT.at(DecisionScale.TRACK).command(),
        "evaluation.decision-too-narrow",
        raised(ALERT, null, null));
    isRefused(
        Wanted.TO_ACT.at(DecisionScale.TRACK).command(),
        "evaluation.decision-without-track",
        raised(ALERT, CLASS, null));
    Wanted ofTrack = Wanted.TO_ACT.at(DecisionScale.TRACK);
    leadsTo(
        ofTrack.command(),
        ofTrack.event(DECISION, null),
        new StructureDeclared(CLASS, SCHOOL, 2026, "CUISINE", "24122131210", List.of()),
        raised(ALERT, CLASS, null));
    Wanted ofStudent = Wanted.TO_ACT.at(DecisionScale.STUDENT);
    leadsTo(
        ofStudent.command(),
        ofStudent.event(DECISION, STUDENT),
        REGISTERED,
        raised(ALERT, CLASS, STUDENT));
  }

  @Test
  void itsMeetingIsOfItsBodyAndItsActionsOfItsSchool() {
    AlertRaised alert = raised(ALERT, CLASS, null);
    DecideRegulation inMeeting = Wanted.TO_ACT.in(MEETING).command();
    isRefused(inMeeting, "school.reference-unknown", alert);
    isRefused(inMeeting, "evaluation.meeting-of-other-body", alert, meeting(Body.CLASS_COUNCIL));
    isRefused(
        inMeeting,
        "school.reference-ended",
        alert,
        meeting(Body.CONCERTATION),
        withdrawn(meeting(Body.CONCERTATION)));
    leadsTo(
        inMeeting,
        Wanted.TO_ACT.in(MEETING).event(DECISION, null),
        alert,
        meeting(Body.CONCERTATION));
    DecideRegulation withAction = Wanted.TO_ACT.in(null, ACTION).command();
    isRefused(withAction, "school.reference-unknown", alert, action(new SchoolId("0999998Y")));
    leadsTo(
        withAction, Wanted.TO_ACT.in(null, ACTION).event(DECISION, null), alert, action(SCHOOL));
    isRefused(
        new DecideRegulation(
            DECISION,
            ALERT,
            Verdict.WATCH,
            DecisionScale.CLASS,
            Body.OTHER,
            null,
            List.of(new TeacherId(UUID.randomUUID())),
            "Voir",
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null),
        "school.teacher-unknown",
        alert);
  }

  private static DecideOnNewAlert both(Wanted wanted) {
    return new DecideOnNewAlert(raise(null, STUDENT), wanted.command());
  }

  @Test
  void whatIsNewIsRaisedAndDecidedTogether() {
    Wanted wanted = Wanted.TO_ACT.at(DecisionScale.STUDENT).in(MEETING);
    DomainEvent council = meeting(Body.CONCERTATION);
    AlertRaised alert = raised(ALERT, CLASS, STUDENT);
    RegulationDecided decided = wanted.event(DECISION, STUDENT);
    SliceFixture.on(TODAY, DecideOnNewAlert.class)
        .given()
        .events(REGISTERED, MEMBER, council)
        .when()
        .command(both(wanted))
        .then()
        .success()
        .events(alert, decided)
        .and()
        .when()
        .command(both(wanted))
        .then()
        .success()
        .noEvents();
  }

  /** Nothing is raised for a decision that is refused, nor decided on what is not raised. */
  @Test
  void whatEitherIsRefusedForLeavesNoTraceOfTheOther() {
    Wanted wanted = Wanted.TO_ACT.at(DecisionScale.STUDENT);
    DomainEvent[] known = {REGISTERED, MEMBER};
    isRefused(both(wanted.verdict(Verdict.ACT, null)), "evaluation.act-without-review", known);
    isRefused(
        both(wanted.verdict(Verdict.ACT, TODAY.minusDays(9))),
        "evaluation.review-before-decision",
        known);
    isRefused(both(wanted.in(MEETING)), "school.reference-unknown", known);
    isRefused(
        both(wanted.in(MEETING)),
        "evaluation.meeting-of-other-body",
        REGISTERED,
        MEMBER,
        meeting(Body.CLASS_COUNCIL));
    isRefused(both(wanted.in(null, ACTION)), "school.reference-unknown", known);
    isRefused(both(wanted), "evaluation.student-unknown");
    isRefused(
        both(wanted), "school.record-id-taken", REGISTERED, MEMBER, raised(ALERT, null, null));
    isRefused(
        both(wanted),
        "evaluation.alert-decided",
        REGISTERED,
        MEMBER,
        raised(ALERT, CLASS, STUDENT),
        wanted.event(OTHER, STUDENT));
    DecideRegulation elsewhere = wanted.command();
    RaiseAlert other = new RaiseAlert(OTHER, null, STUDENT, null, null, null, "Absences", null);
    assertThatThrownBy(() -> new DecideOnNewAlert(other, elsewhere))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoActsSaysWhenAndByWhichIndicatorTheEffectIsSeen() {
    AlertRaised alert = raised(ALERT, CLASS, null);
    isRefused(
        Wanted.TO_ACT.verdict(Verdict.ACT, null).command(), "evaluation.act-without-review", alert);
    isRefused(
        Wanted.TO_ACT.verdict(Verdict.WATCH, TODAY.minusDays(4)).command(),
        "evaluation.review-before-decision",
        alert);
    isRefused(
        Wanted.TO_ACT.seenBy("S25", null, "0.8").command(), "evaluation.effect-incomplete", alert);
    isRefused(
        Wanted.TO_ACT.seenBy(null, null, "0.8").command(), "evaluation.effect-incomplete", alert);
    isRefused(
        Wanted.TO_ACT.seenBy("S99", Comparison.AT_MOST, "0.8").command(),
        "evaluation.indicator-unknown",
        alert);
    isRefused(
        Wanted.TO_ACT.seenBy("S31", Comparison.AT_MOST, "0.8").command(),
        "evaluation.indicator-of-schools",
        alert);
    isRefused(
        Wanted.TO_ACT.seenBy("S25", Comparison.AT_LEAST, "80").command(),
        "evaluation.effect-of-share",
        alert);
    leadsTo(
        Wanted.TO_ACT.seenBy(null, null, null).command(),
        Wanted.TO_ACT.seenBy(null, null, null).event(DECISION, null),
        alert);
  }

  private static AssessRegulation assess(@Nullable Boolean met, @Nullable LocalDate day) {
    return new AssessRegulation(ASSESSMENT, DECISION, met, null, day, null);
  }

  private static RegulationAssessed assessed(
      RecordId assessment, @Nullable String measured, boolean met) {
    return new RegulationAssessed(
        assessment,
        DECISION,
        SCHOOL,
        CLASS,
        null,
        null,
        measured == null ? null : new BigDecimal(measured),
        met,
        null,
        TODAY,
        null);
  }

  private static AssessRegulation.Handler measuring(@Nullable String value) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    EffectToMeasure effect = (decision, until) -> value == null ? null : new BigDecimal(value);
    beans.addBean("effect", effect);
    return new AssessRegulation.Handler(
        beans.getBeanProvider(EffectToMeasure.class),
        Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
  }

  private static void assessing(
      @Nullable String measured,
      AssessRegulation command,
      @Nullable RegulationAssessed event,
      DomainEvent... before) {
    SliceFixture.of(measuring(measured))
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(event == null ? new Object[0] : new Object[] {event});
  }

  private static void assessingRefused(
      AssessRegulation command, String key, DomainEvent... before) {
    SliceFixture.of(measuring("0.5"))
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void theEffectFollowsFromTheIndicator() {
    RegulationDecided decided = Wanted.TO_ACT.event(DECISION, null);
    assessing("0.8", assess(false, null), assessed(ASSESSMENT, "0.8", true), decided);
    assessing("0.7999", assess(true, null), assessed(ASSESSMENT, "0.7999", false), decided);
    assessing(null, assess(true, null), assessed(ASSESSMENT, null, false), decided);
    assessing("0.9", assess(null, null), null, decided, assessed(ASSESSMENT, "0.8", true));
  }

  @Test
  void withoutAnIndicatorSomebodySaysWhetherTheEffectIsThere() {
    RegulationDecided decided = Wanted.TO_ACT.seenBy(null, null, null).event(DECISION, null);
    assessing("0.1", assess(true, null), assessed(ASSESSMENT, null, true), decided);
    assessingRefused(assess(null, null), "evaluation.effect-unsaid", decided);
  }

  @Test
  void anEffectIsAssessedOnceAndOfActsOnly() {
    RegulationDecided decided = Wanted.TO_ACT.event(DECISION, null);
    assessingRefused(assess(null, null), "school.record-unknown");
    assessingRefused(assess(null, null), "school.record-withdrawn", decided, withdrawn(decided));
    assessingRefused(
        assess(null, null),
        "evaluation.nothing-to-assess",
        Wanted.TO_ACT.verdict(Verdict.WATCH, null).event(DECISION, null));
    assessingRefused(
        assess(null, null), "evaluation.effect-assessed", decided, assessed(OTHER, null, false));
    assessingRefused(assess(null, TODAY.plusDays(1)), "evaluation.date-ahead", decided);
    assessingRefused(
        assess(null, TODAY.minusDays(4)), "evaluation.assessed-before-decision", decided);
    assessingRefused(
        new AssessRegulation(ASSESSMENT, DECISION, null, "Autre", null, null),
        "school.record-id-taken",
        decided,
        assessed(ASSESSMENT, "0.8", true));
  }

  @Test
  void aCorrectionKeepsWhatWasMeasuredOnItsDay() {
    RegulationDecided decided = Wanted.TO_ACT.event(DECISION, null);
    RegulationAssessed corrected =
        new RegulationAssessed(
            ASSESSMENT,
            DECISION,
            SCHOOL,
            CLASS,
            null,
            null,
            new BigDecimal("0.8"),
            true,
            "Enfin",
            TODAY,
            "Commentaire oublié");
    assessing(
        "0.1",
        new AssessRegulation(
            ASSESSMENT, DECISION, null, "Enfin", null, new Correction("Commentaire oublié", null)),
        corrected,
        decided,
        assessed(ASSESSMENT, "0.8", true));
  }

  private static Aspects school(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(SchoolAlert.class, SchoolRegulation.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(SCHOOL);
  }

  private static ScopeView whole(DomainEvent... events) {
    return new ScopeView(
        RecordScope.of(SCHOOL), school(events), List.of(), scope -> true, scope -> true);
  }

  @Test
  void alertsAreCountedByRuleWithTheStudentsBehindThem() {
    Measure measure =
        SchoolAlert.DECIDED.measure(
            whole(
                raised(ALERT, CLASS, STUDENT),
                raised(OTHER, CLASS, STUDENT, AlertRule.NO_CONTACT, null, TODAY),
                raised(id(), CLASS, null, AlertRule.MANUAL, "Avant", YEAR.from().minusDays(1)),
                Wanted.TO_ACT.event(DECISION, STUDENT)),
            YEAR);
    assertThat(measure.value()).isEqualTo(0.5);
    assertThat(measure.people()).isEqualTo(1);
    assertThat(measure.parts().get("MANUAL").value()).isEqualTo(1.0);
    assertThat(measure.parts().get("NO_CONTACT").value()).isEqualTo(0.0);
    assertThat(measure.parts().get("TARGET_MISSED").value()).isNull();
  }

  @Test
  void decisionsThatWorkAreCountedWhileTheirAlertStands() {
    AlertRaised alert = raised(ALERT, CLASS, null);
    RegulationDecided decided = Wanted.TO_ACT.event(DECISION, null);
    RegulationAssessed effect = assessed(ASSESSMENT, "0.8", true);
    assertThat(SchoolAlert.EFFECT.measure(whole(alert, decided, effect), YEAR).value())
        .isEqualTo(1.0);
    assertThat(SchoolAlert.EFFECT.measure(whole(alert, decided), YEAR).value()).isEqualTo(0.0);
    assertThat(
            SchoolAlert.EFFECT
                .measure(whole(alert, decided, effect, withdrawn(alert)), YEAR)
                .value())
        .isNull();
  }

  @Test
  void whatIsToBeMeasuredByADayIsFoundOnce() {
    AlertRaised alert = raised(ALERT, CLASS, null);
    RegulationDecided decided = Wanted.TO_ACT.event(DECISION, null);
    RegulationAssessed effect = assessed(ASSESSMENT, "0.8", true);
    assertThat(SchoolRegulation.due(school(alert, decided), TODAY)).containsExactly(DECISION);
    assertThat(SchoolRegulation.due(school(alert, decided), TODAY.minusDays(1))).isEmpty();
    assertThat(SchoolRegulation.due(school(alert, decided, effect), TODAY)).isEmpty();
    assertThat(SchoolRegulation.due(school(alert, decided, effect, withdrawn(effect)), TODAY))
        .isEmpty();
    assertThat(
            SchoolRegulation.due(
                school(alert, Wanted.TO_ACT.seenBy(null, null, null).event(DECISION, null)), TODAY))
        .isEmpty();
  }

  @Test
  void aStudentsAlertsTellWhatWasDecidedAndFamiliesWaitForThat() {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(StudentAlert.class, StudentRegulation.class));
    List.of(
            raised(ALERT, CLASS, STUDENT),
            raised(OTHER, CLASS, STUDENT),
            Wanted.TO_ACT.event(DECISION, STUDENT))
        .forEach(folded::evolve);
    Aspects student = folded.of(STUDENT);
    List<StudentAlert.Followed> alerts =
        StudentAlert.view(student.all(StudentAlert.class), student);
    assertThat(alerts)
        .filteredOn(StudentAlert.Followed::isWithheld)
        .extracting(StudentAlert.Followed::id)
        .containsExactly(OTHER);
    assertThat(alerts)
        .filteredOn(alert -> alert.decision() != null)
        .extracting(alert -> alert.decision().id())
        .containsExactly(DECISION);
  }
}
