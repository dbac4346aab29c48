package fr.jalons.planning.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From needs to actions and volets (S8, S9, S2). */
class NeedCoverageTest {
  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 21);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final Period AUTUMN =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 11, 30), ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final RecordId VOLET = new RecordId(UUID.randomUUID());
  private static final RecordId OTHER_VOLET = new RecordId(UUID.randomUUID());
  private static final RecordId ACTION = new RecordId(UUID.randomUUID());
  private static final DomainEvent JOINED =
      new MembershipStarted(STUDENT, CLASS, SCHOOL, LocalDate.of(2026, 9, 1));
  private static final DomainEvent DIAGNOSED =
      new NeedDiagnosed(NEED, STUDENT, NeedArea.AUTONOMY, "S’organiser", null, SEPTEMBER);

  private static ActionPlanned action(RecordId action, LocalDate day) {
    return new ActionPlanned(
        action,
        SCHOOL,
        CLASS,
        null,
        "Consignes",
        null,
        VOLET,
        Set.of(Nature.AUTONOMY),
        List.of(),
        List.of(NEED),
        List.of(),
        List.of(STUDENT),
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

  private static FoldedAspects folded(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(FOLDS);
    List.of(events).forEach(folded::evolve);
    return folded;
  }

  private static Indicator indicator(String code) {
    return new Indicators(FOLDS)
        .all().stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
  }

  private static Measure of(String code, DomainEvent... events) {
    return indicator(code).measure(folded(events).of(STUDENT), AUTUMN);
  }

  @Test
  void daysFromANeedToTheFirstActionThatNamesIt() {
    assertThat(of("S9", JOINED, DIAGNOSED).value()).isNull();
    Measure days =
        of(
            "S9",
            JOINED,
            DIAGNOSED,
            action(new RecordId(UUID.randomUUID()), OCTOBER.plusDays(30)),
            action(ACTION, OCTOBER));
    assertThat(days.value()).isEqualTo(14.0);
    assertThat(days.people()).isEqualTo(1);
    assertThat(of("S9", JOINED, DIAGNOSED, action(ACTION, SEPTEMBER.minusDays(9))).value())
        .isEqualTo(0.0);
  }

  @Test
  void anActionThatWasWithdrawnAimsAtNoNeed() {
    ActionPlanned action = action(ACTION, OCTOBER);
    assertThat(of("S8", JOINED, DIAGNOSED, action).value()).isEqualTo(1.0);
    assertThat(
            of(
                    "S8",
                    JOINED,
                    DIAGNOSED,
                    action,
                    new RecordWithdrawn(action, List.of(), "Erreur", OCTOBER))
                .value())
        .isEqualTo(0.0);
  }

  private static DomainEvent volet(RecordId volet) {
    return new VoletDefined(volet, SCHOOL, VoletKind.OTHER, "Volet", null, null, null);
  }

  private static List<DomainEvent> held(int number, int minutes, @Nullable RecordId action) {
    SessionId session = new SessionId(new UUID(3, number));
    Instant start = OCTOBER.atTime(8, 0).toInstant(ZoneOffset.UTC);
    return List.of(
        new SessionScheduled(
            session,
            CLASS,
            "Atelier",
            start,
            minutes,
            List.of(),
            Set.of(),
            List.of(),
            List.of(STUDENT),
            action,
            List.of(),
            null),
        new SessionHeld(
            session,
            CLASS,
            start,
            minutes,
            List.of(),
            List.of(STUDENT),
            List.of(),
            null,
            List.of()));
  }

  @Test
  void minutesBelongToAVoletThroughTheActionOfTheirSession() {
    FoldedAspects folded = folded(volet(VOLET), volet(OTHER_VOLET), action(ACTION, OCTOBER));
    held(1, 60, ACTION).forEach(folded::evolve);
    held(2, 30, null).forEach(folded::evolve);
    Measure minutes =
        indicator("S2")
            .measure(
                new ScopeView(
                    RecordScope.of(CLASS),
                    folded.of(SCHOOL),
                    List.of(folded.of(CLASS)),
                    scope -> true,
                    scope -> true),
                AUTUMN);

    assertThat(minutes.numerator()).isEqualTo(60L);
    assertThat(minutes.denominator()).isEqualTo(90L);
    assertThat(minutes.parts().get(VOLET.toString()).numerator()).isEqualTo(60L);
    assertThat(minutes.parts().get(OTHER_VOLET.toString()).numerator()).isEqualTo(0L);
  }
}
