package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.GONE;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.NEED;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.SESSION;
import static fr.jalons.delivery.Classroom.START;
import static fr.jalons.delivery.Classroom.STRANGER;
import static fr.jalons.delivery.Classroom.TEACHER;
import static fr.jalons.delivery.Classroom.diagnosed;
import static fr.jalons.delivery.Classroom.held;
import static fr.jalons.delivery.Classroom.roster;
import static fr.jalons.delivery.Classroom.scheduled;
import static fr.jalons.platform.refusal.Refusal.Kind.CONFLICT;
import static fr.jalons.platform.refusal.Refusal.Kind.INVALID;
import static fr.jalons.platform.refusal.Refusal.Kind.NOT_FOUND;
import static fr.jalons.platform.refusal.Refusal.Kind.STALE;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeSessionTest {
  private static final Instant LATER = START.plus(Duration.ofDays(1));
  private static final NeedId OTHER_NEED = new NeedId(UUID.randomUUID());

  @Test
  void aPlannedSessionIsMoved() {
    given(scheduled()).lead(to(LATER, NEED), changed(LATER, List.of(NEED), ADA, BEN));
  }

  @Test
  void allThatIsPlannedMayChangeAndWhatIsNamedTwiceCountsOnce() {
    given(scheduled())
        .lead(
            new ChangeSession(
                SESSION,
                "Compter",
                START,
                40,
                List.of(),
                List.of(Nature.EXAM, Nature.EXAM),
                List.of(),
                null),
            new SessionChanged(
                SESSION,
                CLASS,
                "Compter",
                START,
                40,
                List.of(),
                Set.of(Nature.EXAM),
                List.of(),
                List.of(ADA, BEN)));
  }

  @Test
  void itConcernsThoseOfTheFormerDayAndOfTheNewOne() {
    given(
            scheduled(),
            new MembershipEnded(BEN, CLASS, SCHOOL, DAY.plusDays(1)),
            new MembershipStarted(STRANGER, CLASS, SCHOOL, DAY.plusDays(1)))
        .lead(to(LATER, NEED), changed(LATER, List.of(NEED), ADA, BEN, STRANGER));
  }

  @Test
  void whatIsPlannedAlreadyChangesNothing() {
    given(scheduled()).leadToNothing(to(START, NEED));
    given(scheduled(), changed(LATER, List.of(NEED), ADA, BEN)).leadToNothing(to(LATER, NEED));
  }

  @Test
  void itIsMovedBack() {
    given(scheduled(), changed(LATER, List.of(NEED), ADA, BEN))
        .lead(to(START, NEED), changed(START, List.of(NEED), ADA, BEN));
  }

  @Test
  void aNeedThatItNamedBeforeMayStayThoughItIsClosed() {
    given(scheduled(), new NeedClosed(NEED, ADA, "Acquis", DAY))
        .lead(to(LATER, NEED), changed(LATER, List.of(NEED), ADA, BEN));
  }

  @Test
  void aClosedNeedIsNotTakenUpAgain() {
    given(
            scheduled(),
            changed(LATER, List.of(), ADA, BEN),
            new NeedClosed(NEED, ADA, "Acquis", DAY))
        .refuse(CONFLICT, "needIds[0]", "delivery.need-closed", to(LATER, NEED));
  }

  @Test
  void aNeedOfAStudentOutsideTheClassIsRefused() {
    given(scheduled(), diagnosed(OTHER_NEED, GONE))
        .refuse(CONFLICT, "needIds[1]", "delivery.need-of-another", to(LATER, NEED, OTHER_NEED));
  }

  @Test
  void anUnknownTeacherIsRefused() {
    TeacherId nobody = new TeacherId(UUID.randomUUID());
    given(scheduled())
        .refuse(
            INVALID,
            "teachers[1]",
            "delivery.teacher-unknown",
            new ChangeSession(
                SESSION,
                "Lire",
                START,
                LENGTH,
                List.of(TEACHER, nobody),
                List.of(),
                List.of(),
                null));
  }

  @Test
  void aDayOnWhichTheClassHasNobodyIsRefused() {
    given(scheduled())
        .refuse(CONFLICT, "start", "delivery.audience-empty", to(START.minus(Duration.ofDays(60))));
  }

  @Test
  void aDayOnWhichTheClassExistsNoLongerIsRefused() {
    given(scheduled(), new StructureWithdrawn(CLASS, SCHOOL, DAY.plusDays(1)))
        .refuse(CONFLICT, "start", "delivery.audience-empty", to(LATER));
  }

  @Test
  void anUnknownSessionIsNotChanged() {
    given().refuse(NOT_FOUND, null, "delivery.session-unknown", to(LATER));
  }

  @Test
  void aSessionThatWasHeldCancelledOrWithdrawnIsNotChanged() {
    given(scheduled(), held()).refuse(CONFLICT, null, "delivery.session-held", to(LATER));
    given(scheduled(), new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève"))
        .refuse(CONFLICT, null, "delivery.session-cancelled", to(LATER));
    given(scheduled(), new RecordWithdrawn(scheduled(), Set.of(), "erreur", DAY))
        .refuse(CONFLICT, null, "school.record-withdrawn", to(LATER));
  }

  @Test
  void onlyTheVersionThatIsMeantIsChanged() {
    given(scheduled(), changed(LATER, List.of(NEED), ADA, BEN))
        .refuse(STALE, "If-Match", "platform.stale", to(START, 1));
    given(scheduled(), changed(LATER, List.of(NEED), ADA, BEN))
        .lead(to(START, 2), changed(START, List.of(NEED), ADA, BEN));
  }

  @Test
  void whatIsHeldIsTheSessionAsItStands() {
    List<Object> all = new ArrayList<>(roster());
    all.add(scheduled());
    all.add(
        new SessionChanged(
            SESSION, CLASS, "Lire", LATER, 30, List.of(), Set.of(), List.of(), List.of(ADA, BEN)));
    RollLine present = new RollLine(ADA, AttendanceStatus.PRESENT, null, null);
    HoldSession hold = new HoldSession(SESSION, List.of(present), null, List.of());

    Decisions.of(Clock.fixed(START, PARIS), HoldSession.class, all)
        .refuse(CONFLICT, null, "delivery.session-ahead", hold);
    Decisions.of(Clock.fixed(LATER, PARIS), HoldSession.class, all)
        .lead(
            hold,
            new SessionHeld(
                SESSION,
                CLASS,
                LATER,
                30,
                List.of(present.in(30, "")),
                List.of(ADA, BEN),
                List.of(),
                null,
                List.of()));
  }

  private static Decisions given(Object... events) {
    List<Object> all = new ArrayList<>(roster());
    all.addAll(List.of(events));
    return Decisions.of(Clock.fixed(START, PARIS), ChangeSession.class, all);
  }

  private static ChangeSession to(Instant start, NeedId... needs) {
    return to(start, null, needs);
  }

  private static ChangeSession to(Instant start, int version) {
    return to(start, version, NEED);
  }

  private static ChangeSession to(Instant start, @Nullable Integer version, NeedId... needs) {
    return new ChangeSession(
        SESSION,
        "Lire une consigne",
        start,
        LENGTH,
        List.of(TEACHER),
        List.of(Nature.FUNDAMENTALS),
        List.of(needs),
        version);
  }

  private static SessionChanged changed(Instant start, List<NeedId> needs, StudentId... students) {
    return new SessionChanged(
        SESSION,
        CLASS,
        "Lire une consigne",
        start,
        LENGTH,
        List.of(TEACHER),
        Set.of(Nature.FUNDAMENTALS),
        needs,
        List.of(students));
  }
}
