package fr.jalons.evaluation.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ReviewEvent.ReviewHeld;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.ReviewEvent.StrengthRecorded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.NamedByAction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 9);
  private static final LocalDate OPENS = LocalDate.of(2026, 11, 30);
  private static final LocalDate DUE = LocalDate.of(2026, 12, 18);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final RecordId REVIEW = new RecordId(UUID.randomUUID());
  private static final RecordId HOLDING = new RecordId(UUID.randomUUID());
  private static final StudentRegistered KNOWN = new StudentRegistered(STUDENT, SCHOOL);
  private static final StructureDeclared DECLARED =
      new StructureDeclared(CLASS, SCHOOL, 2026, "CUISINE", null, List.of());
  private static final MembershipStarted MEMBER =
      new MembershipStarted(STUDENT, CLASS, SCHOOL, LocalDate.of(2026, 9, 1));
  private static final FrameworkAdopted FRAMEWORK =
      new FrameworkAdopted(
          "CPS", "2022", "CPS", List.of(), List.of(new Competency("CPS-S1.1", "Dire", null)));

  private static void given(
      Object command, @Nullable String refusal, List<?> given, Object... expected) {
    AxonTestFixture slice =
        SliceFixture.on(TODAY, ScheduleReview.class, HoldReview.class, RecordStrength.class);
    var then = slice.given().events(given).when().command(command).then();
    if (refusal == null) {
      then.success().events(expected);
    } else {
      then.exception(Refusal.class, refusal).noEvents();
    }
  }

  private static ScheduleReview schedule(RecordScope scope, LocalDate opens, LocalDate due) {
    return new ScheduleReview(REVIEW, scope, ReviewKind.STAGE_REVIEW, "Bilan", opens, due, null);
  }

  private static ReviewScheduled scheduled(ReviewKind kind, StudentId... students) {
    return new ReviewScheduled(
        REVIEW, CLASS, SCHOOL, List.of(students), kind, "Bilan", OPENS, DUE, null);
  }

  @Test
  void aReviewIsOfTheMembersOfTheDayOnWhichItOpens() {
    MembershipStarted later = new MembershipStarted(OTHER, CLASS, SCHOOL, OPENS.plusDays(1));
    given(
        schedule(RecordScope.of(CLASS), OPENS, DUE),
        null,
        List.of(DECLARED, MEMBER, later),
        scheduled(ReviewKind.STAGE_REVIEW, STUDENT));
  }

  @Test
  void aCorrectionTakesNobodyOff() {
    given(
        new ScheduleReview(
            REVIEW,
            RecordScope.of(CLASS),
            ReviewKind.STAGE_REVIEW,
            "Bilan de décembre",
            OPENS,
            DUE,
            new Correction("Court", 1)),
        null,
        List.of(DECLARED, MEMBER, scheduled(ReviewKind.STAGE_REVIEW, OTHER)),
        new ReviewScheduled(
            REVIEW,
            CLASS,
            SCHOOL,
            List.of(OTHER, STUDENT),
            ReviewKind.STAGE_REVIEW,
            "Bilan de décembre",
            OPENS,
            DUE,
            "Court"));
  }

  @Test
  void whatCannotBeScheduledIsRefused() {
    given(
        schedule(RecordScope.of(SCHOOL), OPENS, DUE),
        "evaluation.class-or-group",
        List.of(DECLARED, MEMBER));
    given(
        schedule(RecordScope.of(CLASS), OPENS, DUE),
        "evaluation.scope-without-students",
        List.of(DECLARED));
    given(
        schedule(RecordScope.of(CLASS), OPENS, OPENS.minusDays(1)),
        "evaluation.due-before-open",
        List.of(DECLARED, MEMBER));
  }

  private static HoldReview hold(
      StudentId student,
      LocalDate day,
      @Nullable Correction correction,
      HoldReview.Strength... strengths) {
    return new HoldReview(
        HOLDING,
        REVIEW,
        student,
        day,
        "Progresse",
        null,
        List.of(strengths),
        true,
        false,
        correction);
  }

  private static HoldReview.Strength strength(String text) {
    return new HoldReview.Strength(text, null);
  }

  private static RecordId strengthId(int index) {
    String name = "strength:" + HOLDING + ':' + index;
    return new RecordId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static StrengthRecorded named(int index, String text, @Nullable String correction) {
    return new StrengthRecorded(strengthId(index), STUDENT, HOLDING, text, null, TODAY, correction);
  }

  private static ReviewHeld held(List<RecordId> strengths, @Nullable String correction) {
    return new ReviewHeld(
        HOLDING, REVIEW, STUDENT, TODAY, "Progresse", null, strengths, true, false, correction);
  }

  @Test
  void aReviewIsHeldWithItsStrengths() {
    given(
        hold(STUDENT, TODAY, null, strength("Explique"), strength("Aide")),
        null,
        List.of(KNOWN, scheduled(ReviewKind.STAGE_REVIEW, STUDENT)),
        named(0, "Explique", null),
        named(1, "Aide", null),
        held(List.of(strengthId(0), strengthId(1)), null));
  }

  @Test
  void aCorrectionSaysAnewWhatDiffers() {
    given(
        hold(STUDENT, TODAY, new Correction("Oubli", null), strength("Explique"), strength("Aide")),
        null,
        List.of(
            KNOWN,
            scheduled(ReviewKind.STAGE_REVIEW, STUDENT),
            named(0, "Explique", null),
            held(List.of(strengthId(0)), null)),
        named(1, "Aide", null),
        held(List.of(strengthId(0), strengthId(1)), "Oubli"));
  }

  @Test
  void theSameReviewAgainChangesNothing() {
    given(
        hold(STUDENT, TODAY, null, strength("Explique")),
        null,
        List.of(
            KNOWN,
            scheduled(ReviewKind.STAGE_REVIEW, STUDENT),
            named(0, "Explique", null),
            held(List.of(strengthId(0)), null)));
  }

  @Test
  void whatCannotBeHeldIsRefused() {
    List<?> due = List.of(KNOWN, scheduled(ReviewKind.STAGE_REVIEW, STUDENT));
    HoldReview sound = hold(STUDENT, TODAY, null, strength("Explique"));
    given(sound, "school.record-unknown", List.of(KNOWN));
    given(
        sound,
        "evaluation.review-by-test",
        List.of(KNOWN, scheduled(ReviewKind.POSITIONING, STUDENT)));
    given(hold(OTHER, TODAY, null, strength("Explique")), "evaluation.review-of-others", due);
    given(
        sound,
        "evaluation.review-held",
        List.of(
            KNOWN,
            scheduled(ReviewKind.STAGE_REVIEW, STUDENT),
            new ReviewHeld(
                new RecordId(UUID.randomUUID()),
                REVIEW,
                STUDENT,
                TODAY,
                "Déjà",
                null,
                List.of(),
                true,
                false,
                null)));
    given(
        hold(STUDENT, OPENS.minusDays(1), null, strength("Explique")),
        "evaluation.review-not-open",
        due);
    given(
        hold(STUDENT, TODAY.plusDays(1), null, strength("Explique")), "evaluation.date-ahead", due);
    given(hold(STUDENT, TODAY, null), "evaluation.review-without-strength", due);
    given(
        hold(STUDENT, TODAY, null, new HoldReview.Strength("Explique", "CPS-X")),
        "school.competency-unknown",
        due);
  }

  @Test
  void aStrengthIsRecordedByItself() {
    RecordId id = new RecordId(UUID.randomUUID());
    given(
        new RecordStrength(id, STUDENT, "Explique", "CPS-S1.1", null, null),
        null,
        List.of(KNOWN, FRAMEWORK),
        new StrengthRecorded(id, STUDENT, null, "Explique", "CPS-S1.1", TODAY, null));
    given(
        new RecordStrength(id, STUDENT, "Explique", null, TODAY.plusDays(1), null),
        "evaluation.date-ahead",
        List.of(KNOWN));
    given(
        new RecordStrength(id, STUDENT, "Explique", null, null, null),
        "evaluation.student-unknown",
        List.of());
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(
                StudentReview.class,
                ReviewHolding.class,
                StudentStrength.class,
                NamedByAction.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static @Nullable Double inTime(Object... events) {
    Period year = new Period(LocalDate.of(2026, 9, 1), DUE, ZoneOffset.UTC);
    return StudentReview.IN_TIME.measure(folded(events), year).value();
  }

  private static PositioningRecorded test(LocalDate day) {
    return new PositioningRecorded(
        new PositioningId(UUID.randomUUID()),
        STUDENT,
        PositioningSubject.FRENCH,
        day,
        BigDecimal.ONE,
        BigDecimal.TEN);
  }

  @Test
  void aReviewCountsWhenItIsHeldInTime() {
    ReviewScheduled due = scheduled(ReviewKind.STAGE_REVIEW, STUDENT);
    ReviewHeld held = held(List.of(), null);
    assertThat(inTime(scheduled(ReviewKind.STAGE_REVIEW, OTHER))).isNull();
    assertThat(inTime(due)).isEqualTo(0.0);
    assertThat(inTime(due, test(TODAY))).isEqualTo(0.0);
    assertThat(inTime(due, held)).isEqualTo(1.0);
    assertThat(inTime(due, held, new RecordWithdrawn(held, List.of(), "Erreur", TODAY)))
        .isEqualTo(0.0);
    assertThat(inTime(due, held, new RecordWithdrawn(due, List.of(), "Erreur", TODAY))).isNull();
  }

  @Test
  void aPositioningIsHeldByTheFirstTestSinceItOpened() {
    ReviewScheduled due = scheduled(ReviewKind.POSITIONING, STUDENT);
    assertThat(inTime(due, test(OPENS.minusDays(1)))).isEqualTo(0.0);
    assertThat(inTime(due, test(DUE.plusDays(1)))).isEqualTo(0.0);
    assertThat(inTime(due, test(DUE.plusDays(1)), test(OPENS))).isEqualTo(1.0);
  }

  @Test
  void readersGetAReviewWithWhatWasSaidInIt() {
    Aspects student =
        folded(
            scheduled(ReviewKind.STAGE_REVIEW, STUDENT),
            held(List.of(strengthId(0)), null),
            named(0, "Explique", null));

    assertThat(StudentReview.view(student.all(StudentReview.class), student))
        .singleElement()
        .matches(review -> Boolean.TRUE.equals(review.onTime()))
        .matches(review -> "Progresse".equals(review.summary()))
        .matches(review -> review.strengths().equals(List.of(strengthId(0))));
    assertThat(student.all(StudentStrength.class))
        .extracting(StudentStrength::text)
        .containsExactly("Explique");
  }

  private static ActionAdapted adapted(RecordId action, RecordId strength) {
    return new ActionAdapted(
        new RecordId(UUID.randomUUID()),
        action,
        SCHOOL,
        CLASS,
        null,
        List.of(),
        List.of(strength),
        List.of(STUDENT),
        TODAY,
        null,
        null);
  }

  @Test
  void aStrengthIsBuiltOnOnceAnActionNamesIt() {
    Period year = new Period(LocalDate.of(2026, 9, 1), DUE, ZoneOffset.UTC);
    RecordId action = new RecordId(UUID.randomUUID());
    ReviewHeld held = held(List.of(strengthId(0)), null);
    StrengthRecorded named = named(0, "Explique", null);
    Aspects without = folded(held, named, adapted(action, new RecordId(UUID.randomUUID())));
    Aspects with = folded(held, named, adapted(action, strengthId(0)), test(TODAY));

    assertThat(ReviewHolding.REUSED.measure(folded(test(TODAY)), year).value()).isNull();
    assertThat(ReviewHolding.REUSED.measure(without, year).value()).isEqualTo(0.0);
    assertThat(ReviewHolding.REUSED.measure(with, year).value()).isEqualTo(1.0);
    assertThat(StudentStrength.view(with.all(StudentStrength.class), with))
        .singleElement()
        .extracting(StudentStrength.Reused::reusedIn)
        .isEqualTo(List.of(action));
  }
}
