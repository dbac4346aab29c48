package fr.jalons.evaluation.competencies;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompetencyFiguresTest {
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  private static final LocalDate MAY = LocalDate.of(2027, 5, 4);
  private static final String SAY = "CPS-C1.1";
  private static final String ACT = "CPS-E2.1";
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());

  private static CompetencyAssessed assessed(
      String edition, String competency, int level, AssessmentContext context, LocalDate day) {
    return new CompetencyAssessed(
        new AssessmentId(UUID.randomUUID()),
        STUDENT,
        "CPS",
        edition,
        competency,
        level,
        context,
        "Cuisine",
        "user:1",
        day,
        null,
        1);
  }

  private static CompetencyAssessed assessed(String competency, int level, LocalDate day) {
    return assessed("2022", competency, level, AssessmentContext.COURSE, day);
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded =
        new FoldedAspects(
            Folds.from(
                StudentAssessment.class,
                SelfPositioning.class,
                AttendedSession.class,
                StudentMemberships.class,
                GroupSession.class));
    folded.evolve(new MembershipStarted(STUDENT, CLASS, SCHOOL, LocalDate.of(2026, 9, 1)));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static Measure measured(Indicator indicator, LocalDate until, Object... events) {
    Period period = new Period(LocalDate.of(2026, 9, 1), until, ZoneOffset.UTC);
    return indicator.measure(folded(events), period);
  }

  @Test
  void progressIsTheLastLevelAboveTheFirstOfTheEdition() {
    Measure progress =
        measured(
            StudentAssessment.PROGRESS,
            MAY,
            assessed(SAY, 3, MAY),
            assessed(SAY, 2, OCTOBER),
            assessed("2016", SAY, 4, AssessmentContext.AP, OCTOBER.minusDays(9)),
            assessed(ACT, 2, OCTOBER),
            assessed(ACT, 2, MAY),
            assessed("CPS-S1.1", 1, MAY),
            assessed("CPS-S1.1", 4, MAY));

    assertThat(progress.value()).isEqualTo(0.5);
    assertThat(progress.people()).isEqualTo(1);
    assertThat(progress.parts().get("CPS-C1")).extracting(Measure::value).isEqualTo(1.0);
    assertThat(progress.parts().get("CPS-E2")).extracting(Measure::value).isEqualTo(0.0);
    assertThat(progress.parts().get("CPS-S1")).extracting(Measure::value).isNull();
  }

  @Test
  void aStudentHasARecordOnceACompetencyWasAssessedInThePeriod() {
    CompetencyAssessed seen = assessed(SAY, 3, MAY);
    assertThat(measured(StudentAssessment.RECORDED, MAY).value()).isEqualTo(0.0);
    assertThat(measured(StudentAssessment.RECORDED, MAY, seen).value()).isEqualTo(1.0);
    assertThat(measured(StudentAssessment.RECORDED, MAY.minusDays(1), seen).value()).isEqualTo(0.0);
  }

  private static Object[] held(AttendanceStatus status, Object... more) {
    List<StudentId> students = List.of(STUDENT);
    Object[] all = new Object[more.length + 2];
    all[0] =
        new SessionScheduled(
            SESSION,
            CLASS,
            "Atelier",
            OCTOBER.atTime(8, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(),
            Set.of(),
            List.of(),
            students);
    all[1] =
        new SessionHeld(
            SESSION,
            CLASS,
            OCTOBER.atTime(8, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(new Attendance(STUDENT, status, status.attended() ? 60 : 0)),
            students,
            List.of(),
            null,
            List.of(SAY, ACT));
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }

  @Test
  void whatIsSeenElsewhereWithinTheWindowWasUsedAgain() {
    LocalDate last = OCTOBER.plusDays(60);
    CompetencyAssessed seen = assessed(SAY, 2, last);
    assertThat(measured(AttendedSession.REUSED, last, held(AttendanceStatus.LATE, seen)).value())
        .isEqualTo(0.5);
    assertThat(
            measured(
                    AttendedSession.REUSED, last.minusDays(1), held(AttendanceStatus.PRESENT, seen))
                .value())
        .as("too early to tell")
        .isNull();
    for (CompetencyAssessed other :
        List.of(
            assessed(SAY, 2, last.plusDays(1)),
            assessed(SAY, 2, OCTOBER.minusDays(1)),
            assessed(SAY, 1, last),
            assessed("2022", SAY, 4, AssessmentContext.AP, last))) {
      assertThat(
              measured(AttendedSession.REUSED, MAY, held(AttendanceStatus.PRESENT, other)).value())
          .as(other.toString())
          .isEqualTo(0.0);
    }
  }

  @Test
  void aCompetencySaysWhereItWasFirstSeenElsewhere() {
    LocalDate day = OCTOBER.plusDays(5);
    Aspects student =
        folded(
            held(
                AttendanceStatus.PRESENT,
                assessed(SAY, 3, day.plusDays(9)),
                assessed(SAY, 2, day),
                assessed(ACT, 1, day)));
    List<StudentAssessment.Standing> all =
        StudentAssessment.view(student.all(StudentAssessment.class), student);

    assertThat(all)
        .filteredOn(one -> one.competency().equals(SAY))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reused()).isNotNull();
              assertThat(one.reused().on()).isEqualTo(day);
            });
    assertThat(all)
        .filteredOn(one -> one.competency().equals(ACT))
        .singleElement()
        .extracting(StudentAssessment.Standing::reused)
        .isNull();
  }

  @Test
  void whoWasAbsentDidNotWorkOnItUnlessTheRollIsCorrected() {
    CompetencyAssessed seen = assessed(SAY, 3, OCTOBER.plusDays(3));
    assertThat(measured(AttendedSession.REUSED, MAY, held(AttendanceStatus.EXCUSED, seen)).value())
        .isNull();
    assertThat(
            measured(
                    AttendedSession.REUSED,
                    MAY,
                    held(
                        AttendanceStatus.EXCUSED,
                        seen,
                        new AttendanceCorrected(
                            SESSION, STUDENT, AttendanceStatus.PRESENT, 60, "Était là")))
                .value())
        .isEqualTo(0.5);
  }
}
