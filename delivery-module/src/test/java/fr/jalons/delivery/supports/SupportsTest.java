package fr.jalons.delivery.supports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SupportEvent.LiaisonDirection;
import fr.jalons.events.SupportEvent.LiaisonShared;
import fr.jalons.events.SupportEvent.SupportEnrolled;
import fr.jalons.events.SupportEvent.SupportKind;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.NamedByAction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupportsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 12);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentId OTHER = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final RecordId SUPPORT = new RecordId(UUID.randomUUID());
  private static final RecordId EARLIER = new RecordId(UUID.randomUUID());
  private static final RecordId NOTE = new RecordId(UUID.randomUUID());
  private static final StudentRegistered KNOWN = new StudentRegistered(STUDENT, SCHOOL);

  private static void given(
      Object command, @Nullable String refusal, List<?> given, Object... expected) {
    AxonTestFixture slice = SliceFixture.on(TODAY, EnrolInSupport.class, ShareLiaison.class);
    var then = slice.given().events(given).when().command(command).then();
    if (refusal == null) {
      then.success().events(expected);
    } else {
      then.exception(Refusal.class, refusal).noEvents();
    }
  }

  private static EnrolInSupport enrol(
      @Nullable RecordId partner,
      List<NeedId> needs,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable Correction correction) {
    return new EnrolInSupport(
        SUPPORT, STUDENT, SupportKind.STUDY, partner, needs, from, until, correction);
  }

  private static SupportEnrolled enrolled(
      RecordId id, List<NeedId> needs, LocalDate from, @Nullable LocalDate until) {
    return new SupportEnrolled(id, STUDENT, SupportKind.STUDY, null, needs, from, until, null);
  }

  private static NeedDiagnosed need(StudentId student) {
    return new NeedDiagnosed(NEED, student, NeedArea.AUTONOMY, "S’organiser", null, OCTOBER);
  }

  @Test
  void aStudentIsEnrolledForTheirOwnNeeds() {
    given(
        enrol(null, List.of(NEED), OCTOBER, null, null),
        null,
        List.of(KNOWN, need(STUDENT)),
        enrolled(SUPPORT, List.of(NEED), OCTOBER, null));
  }

  @Test
  void anEnrolmentIsCorrectedWithAReason() {
    given(
        enrol(null, List.of(), OCTOBER.plusDays(1), null, new Correction("Un jour plus tard", 1)),
        null,
        List.of(KNOWN, enrolled(SUPPORT, List.of(), OCTOBER, null)),
        new SupportEnrolled(
            SUPPORT,
            STUDENT,
            SupportKind.STUDY,
            null,
            List.of(),
            OCTOBER.plusDays(1),
            null,
            "Un jour plus tard"));
  }

  @Test
  void needsMustBeOpenAndTheirs() {
    EnrolInSupport command = enrol(null, List.of(NEED), OCTOBER, null, null);
    given(command, "delivery.need-unknown", List.of(KNOWN));
    given(command, "delivery.support-need-of-another", List.of(KNOWN, need(OTHER)));
    given(
        command,
        "delivery.need-closed",
        List.of(KNOWN, need(STUDENT), new NeedClosed(NEED, STUDENT, null, OCTOBER)));
  }

  @Test
  void whatCannotBeIsRefused() {
    given(enrol(null, List.of(), OCTOBER, null, null), "delivery.student-unknown", List.of());
    given(
        enrol(null, List.of(), OCTOBER, OCTOBER.minusDays(1), null),
        "delivery.dates-reversed",
        List.of(KNOWN));
    given(
        enrol(new RecordId(UUID.randomUUID()), List.of(), OCTOBER, null, null),
        "school.reference-unknown",
        List.of(KNOWN));
  }

  @Test
  void thereIsOneOfAKindAtATime() {
    EnrolInSupport command = enrol(null, List.of(), TODAY, null, null);
    SupportEnrolled endless = enrolled(EARLIER, List.of(), OCTOBER, null);
    given(command, "delivery.support-twice", List.of(KNOWN, endless));
    given(
        command,
        "delivery.support-twice",
        List.of(KNOWN, enrolled(EARLIER, List.of(), OCTOBER, TODAY)));
    given(
        command,
        null,
        List.of(KNOWN, enrolled(EARLIER, List.of(), OCTOBER, TODAY.minusDays(1))),
        enrolled(SUPPORT, List.of(), TODAY, null));
    given(
        command,
        null,
        List.of(KNOWN, endless, new RecordEnded(endless, "Fini", TODAY)),
        enrolled(SUPPORT, List.of(), TODAY, null));
    given(
        enrol(null, List.of(), OCTOBER.minusDays(9), OCTOBER.minusDays(1), null),
        null,
        List.of(KNOWN, endless),
        enrolled(SUPPORT, List.of(), OCTOBER.minusDays(9), OCTOBER.minusDays(1)));
  }

  private static ShareLiaison share(LocalDate day) {
    return new ShareLiaison(
        NOTE, SUPPORT, LiaisonDirection.FROM_SUPPORT, "Vient chaque jour", day, null);
  }

  private static LiaisonShared shared(LocalDate day) {
    return new LiaisonShared(
        NOTE, SUPPORT, STUDENT, LiaisonDirection.FROM_SUPPORT, "Vient chaque jour", day, null);
  }

  @Test
  void aNoteIsSharedWhileTheSupportIsInForce() {
    SupportEnrolled support = enrolled(SUPPORT, List.of(), OCTOBER, TODAY);
    given(share(TODAY), null, List.of(KNOWN, support), shared(TODAY));
    given(share(OCTOBER.minusDays(1)), "delivery.support-not-in-force", List.of(KNOWN, support));
    given(
        share(TODAY),
        "delivery.support-not-in-force",
        List.of(KNOWN, support, new RecordEnded(support, "Fini", TODAY)));
    given(share(TODAY.plusDays(1)), "delivery.date-ahead", List.of(KNOWN, support));
    given(share(TODAY), "school.record-unknown", List.of(KNOWN));
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(StudentSupport.class, Liaison.class, NamedByAction.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static @Nullable Double share(Indicator indicator, LocalDate until, Object... events) {
    Period period = new Period(LocalDate.of(2026, 9, 1), until, ZoneOffset.UTC);
    return indicator.measure(folded(events), period).value();
  }

  @Test
  void aNoteKeepsASupportInLiaisonForThirtyDays() {
    SupportEnrolled support = enrolled(SUPPORT, List.of(), OCTOBER, null);
    assertThat(share(StudentSupport.IN_LIAISON, TODAY)).isNull();
    assertThat(share(StudentSupport.IN_LIAISON, TODAY, support)).isEqualTo(0.0);
    assertThat(share(StudentSupport.IN_LIAISON, TODAY.plusDays(30), support, shared(TODAY)))
        .isEqualTo(1.0);
    assertThat(share(StudentSupport.IN_LIAISON, TODAY.plusDays(31), support, shared(TODAY)))
        .isEqualTo(0.0);
    assertThat(
            share(
                StudentSupport.IN_LIAISON,
                TODAY,
                support,
                shared(OCTOBER),
                new RecordEnded(support, "Fini", TODAY)))
        .as("no support in force")
        .isNull();
  }

  @Test
  void aSupportSharesANeedThatAnActionNames() {
    SupportEnrolled support = enrolled(SUPPORT, List.of(NEED), OCTOBER, null);
    ActionAdapted adapted =
        new ActionAdapted(
            new RecordId(UUID.randomUUID()),
            new RecordId(UUID.randomUUID()),
            SCHOOL,
            CLASS,
            null,
            List.of(NEED),
            List.of(),
            List.of(STUDENT),
            TODAY,
            null,
            null);
    assertThat(share(StudentSupport.SHARING, TODAY, support)).isEqualTo(0.0);
    assertThat(share(StudentSupport.SHARING, TODAY, support, adapted)).isEqualTo(1.0);
    assertThat(
            share(
                StudentSupport.SHARING,
                TODAY,
                support,
                adapted,
                new RecordWithdrawn(adapted, List.of(), "Erreur", TODAY)))
        .isEqualTo(0.0);
  }

  @Test
  void readersGetASupportWithItsNotes() {
    Aspects student = folded(enrolled(SUPPORT, List.of(), OCTOBER, null), shared(TODAY));
    assertThat(StudentSupport.view(student.all(StudentSupport.class), student))
        .singleElement()
        .matches(support -> support.liaisons().size() == 1);
  }
}
