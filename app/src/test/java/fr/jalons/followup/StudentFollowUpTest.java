package fr.jalons.followup;

import static fr.jalons.events.SessionEvent.AttendanceStatus.EXCUSED;
import static fr.jalons.events.SessionEvent.AttendanceStatus.LATE;
import static fr.jalons.events.SessionEvent.AttendanceStatus.PRESENT;
import static fr.jalons.events.SessionEvent.AttendanceStatus.UNEXCUSED;
import static fr.jalons.followup.Happenings.ANNA;
import static fr.jalons.followup.Happenings.BEN;
import static fr.jalons.followup.Happenings.CLASS;
import static fr.jalons.followup.Happenings.NOVEMBER;
import static fr.jalons.followup.Happenings.OCTOBER;
import static fr.jalons.followup.Happenings.OTHER_CLASS;
import static fr.jalons.followup.Happenings.SCHOOL;
import static fr.jalons.followup.Happenings.START;
import static fr.jalons.followup.Happenings.answers;
import static fr.jalons.followup.Happenings.assessed;
import static fr.jalons.followup.Happenings.cancels;
import static fr.jalons.followup.Happenings.closes;
import static fr.jalons.followup.Happenings.corrects;
import static fr.jalons.followup.Happenings.holds;
import static fr.jalons.followup.Happenings.joins;
import static fr.jalons.followup.Happenings.leaves;
import static fr.jalons.followup.Happenings.leavesSchool;
import static fr.jalons.followup.Happenings.line;
import static fr.jalons.followup.Happenings.meets;
import static fr.jalons.followup.Happenings.needId;
import static fr.jalons.followup.Happenings.needs;
import static fr.jalons.followup.Happenings.plans;
import static fr.jalons.followup.Happenings.present;
import static fr.jalons.followup.Happenings.refines;
import static fr.jalons.followup.Happenings.sessionId;
import static fr.jalons.followup.Happenings.surveyId;
import static fr.jalons.followup.Happenings.tested;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import fr.jalons.events.ConsultationId;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.GuardianId;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PrivacyEvent.FileConsulted;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.Elsewhere;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a student's follow-up tells of the events of a year. */
class StudentFollowUpTest {

  private static DocumentContext anna(DomainEvent... events) {
    return Folded.student(ANNA, events);
  }

  private static DocumentContext annaOfTheClass(DomainEvent... events) {
    return anna(
        Stream.concat(Stream.of(joins(ANNA, CLASS, START)), Stream.of(events))
            .toArray(DomainEvent[]::new));
  }

  private static void assertEmpty(DocumentContext student) {
    for (String list :
        List.of(
            "$.memberships",
            "$.needs.open",
            "$.needs.closed",
            "$.sessions.list",
            "$.competencies",
            "$.interviews",
            "$.positionings",
            "$.surveysAnswered")) {
      assertThat(student.<List<?>>read(list)).as(list).isEmpty();
    }
    assertThat(student.<Object>read("$.leftOn")).isNull();
  }

  @Test
  void ofAStudentToWhomNothingHappenedThereIsNothing() {
    DocumentContext anna = anna();
    assertEmpty(anna);
    assertThat(anna.<String>read("$.student")).isEqualTo(ANNA.toString());
    for (String count :
        List.of("planned", "offered", "attended", "late", "excused", "unexcused", "unrecorded")) {
      assertThat(anna.<Integer>read("$.sessions." + count)).as(count).isZero();
    }
    assertThat(anna.<Object>read("$.sessions.attendanceRate")).isNull();
  }

  @Test
  void whatHappensToOthersAndWhoLooksIsNotInTheFollowUp() {
    assertEmpty(
        anna(
            new StudentRegistered(ANNA, SCHOOL),
            new GuardianLinked(new GuardianId(UUID.randomUUID()), ANNA, SCHOOL),
            new FileConsulted(
                new ConsultationId(UUID.randomUUID()),
                List.of(ANNA),
                "user:1",
                FileKind.FOLLOW_UP,
                null,
                Instant.EPOCH,
                0),
            joins(BEN, CLASS, START),
            needs(BEN, 1),
            plans(1, OCTOBER, List.of(1), BEN),
            holds(1, OCTOBER, present(BEN)),
            corrects(1, BEN, EXCUSED, 0),
            meets(BEN, 1, OCTOBER),
            tested(BEN, PositioningSubject.FRENCH, 1),
            assessed(BEN, "C1", 2, OCTOBER, "user:1", 1),
            answers(1, CLASS, "a", BEN),
            answers(2, CLASS, "b", null),
            leavesSchool(BEN, NOVEMBER)));
  }

  @Test
  void aMembershipLastsFromItsStartToItsEnd() {
    DocumentContext anna =
        anna(
            joins(ANNA, CLASS, START),
            leaves(ANNA, OTHER_CLASS, OCTOBER),
            leaves(ANNA, CLASS, NOVEMBER),
            joins(ANNA, OTHER_CLASS, NOVEMBER));
    assertThat(anna.<List<?>>read("$.memberships[*].structure"))
        .isEqualTo(List.of(CLASS.toString(), OTHER_CLASS.toString()));
    assertThat(anna.<String>read("$.memberships[0].from")).isEqualTo(START.toString());
    assertThat(anna.<String>read("$.memberships[0].until")).isEqualTo(NOVEMBER.toString());
    assertThat(anna.<Object>read("$.memberships[1].until")).isNull();
  }

  @Test
  void anEndIsBroughtForwardAndNeverPutOff() {
    assertThat(
            anna(
                    joins(ANNA, CLASS, START),
                    leaves(ANNA, CLASS, NOVEMBER),
                    leaves(ANNA, CLASS, OCTOBER),
                    leaves(ANNA, CLASS, NOVEMBER))
                .<String>read("$.memberships[0].until"))
        .isEqualTo(OCTOBER.toString());
  }

  @Test
  void whoComesBackHasLeftNoLonger() {
    DomainEvent left = leavesSchool(ANNA, OCTOBER);
    assertThat(anna(joins(ANNA, CLASS, START), left).<String>read("$.leftOn"))
        .isEqualTo(OCTOBER.toString());
    assertThat(
            anna(joins(ANNA, CLASS, START), left, joins(ANNA, CLASS, NOVEMBER))
                .<Object>read("$.leftOn"))
        .isNull();
  }

  @Test
  void aRefinedNeedIsAsItWasLastDescribedAndDiagnosedWhenItWas() {
    DocumentContext anna =
        anna(
            needs(ANNA, 1),
            needs(ANNA, 2),
            refines(ANNA, 1, "Lire vite", OCTOBER.plusDays(1)),
            refines(ANNA, 1, "Lire mieux", OCTOBER.plusDays(2)));
    assertThat(anna.<List<?>>read("$.needs.open[*].id"))
        .isEqualTo(List.of(needId(1).toString(), needId(2).toString()));
    assertThat(anna.<String>read("$.needs.open[0].description")).isEqualTo("Lire mieux");
    assertThat(anna.<String>read("$.needs.open[0].area")).isEqualTo("EXAM");
    assertThat(anna.<Object>read("$.needs.open[0].source")).isNull();
    assertThat(anna.<String>read("$.needs.open[0].diagnosedOn")).isEqualTo(OCTOBER.toString());
    assertThat(anna.<String>read("$.needs.open[0].refinedOn"))
        .isEqualTo(OCTOBER.plusDays(2).toString());
    assertThat(anna.<String>read("$.needs.open[1].description")).isEqualTo("Lire");
    assertThat(anna.<Object>read("$.needs.open[1].refinedOn")).isNull();
  }

  @Test
  void aClosedNeedKeepsWhatItWasAndSaysWhatCameOfIt() {
    DocumentContext anna =
        anna(
            needs(ANNA, 1),
            needs(ANNA, 2),
            refines(ANNA, 1, "Lire vite", OCTOBER.plusDays(1)),
            closes(ANNA, 1, NOVEMBER));
    assertThat(anna.<List<?>>read("$.needs.open[*].id")).isEqualTo(List.of(needId(2).toString()));
    assertThat(anna.<List<?>>read("$.needs.closed[*].id")).isEqualTo(List.of(needId(1).toString()));
    assertThat(anna.<String>read("$.needs.closed[0].description")).isEqualTo("Lire vite");
    assertThat(anna.<String>read("$.needs.closed[0].outcome")).isEqualTo("Lit seul");
    assertThat(anna.<String>read("$.needs.closed[0].closedOn")).isEqualTo(NOVEMBER.toString());
  }

  @Test
  void aSessionHeldKeepsWhatItsPlanSaid() {
    DocumentContext anna =
        annaOfTheClass(
            needs(ANNA, 1),
            plans(1, OCTOBER, List.of(1), ANNA),
            holds(1, OCTOBER, List.of("C1"), List.of(), line(ANNA, LATE, 45)));
    assertThat(anna.<List<?>>read("$.sessions.list[*].status")).isEqualTo(List.of("HELD"));
    assertThat(anna.<String>read("$.sessions.list[0].title")).isEqualTo("Atelier");
    assertThat(anna.<List<?>>read("$.sessions.list[0].natures")).isEqualTo(List.of("EXAM"));
    assertThat(anna.<List<?>>read("$.sessions.list[0].needs"))
        .isEqualTo(List.of(needId(1).toString()));
    assertThat(anna.<List<?>>read("$.sessions.list[0].teachers"))
        .isEqualTo(List.of(new UUID(4, 1).toString()));
    assertThat(anna.<List<?>>read("$.sessions.list[0].competencies")).isEqualTo(List.of("C1"));
    assertThat(anna.<Integer>read("$.sessions.list[0].attendance.minutes")).isEqualTo(45);
  }

  @Test
  void oneWhoJoinsLaterHasWhatWasPlannedAndHeldOnTheDaysOfTheMembership() {
    DocumentContext anna =
        anna(
            plans(1, START, List.of(), BEN),
            plans(2, OCTOBER, List.of(), BEN),
            holds(2, OCTOBER, present(BEN)),
            plans(3, NOVEMBER, List.of(), BEN),
            joins(ANNA, CLASS, OCTOBER));
    assertThat(anna.<List<?>>read("$.sessions.list[*].id"))
        .isEqualTo(List.of(sessionId(2).toString(), sessionId(3).toString()));
    assertThat(anna.<List<?>>read("$.sessions.list[*].title"))
        .isEqualTo(List.of("Atelier", "Atelier"));
    assertThat(anna.<List<?>>read("$.sessions.list[1].natures")).isEqualTo(List.of("EXAM"));
    assertThat(anna.<Integer>read("$.sessions.unrecorded")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.planned")).isEqualTo(1);
    assertThat(anna.<Object>read("$.sessions.attendanceRate")).isNull();
  }

  @Test
  void aSessionConcernsNobodyFromTheDayOfTheirLeavingOn() {
    DocumentContext anna =
        annaOfTheClass(
            plans(1, START, List.of(), ANNA),
            plans(2, OCTOBER, List.of(), ANNA),
            holds(1, START, present(ANNA)),
            holds(2, OCTOBER, present(ANNA)),
            plans(3, NOVEMBER, List.of(), ANNA),
            cancels(3, ANNA),
            leaves(ANNA, CLASS, OCTOBER),
            joins(ANNA, OTHER_CLASS, OCTOBER));
    assertThat(anna.<List<?>>read("$.sessions.list[*].id"))
        .isEqualTo(List.of(sessionId(1).toString()));
    assertThat(anna.<Integer>read("$.sessions.minutesPresent")).isEqualTo(60);
    assertThat(anna.<Integer>read("$.hours.offeredMinutes")).isZero(); // of the new class
  }

  @Test
  void needsOfOthersAreNotShownWithASession() {
    assertThat(
            annaOfTheClass(
                    needs(BEN, 2), needs(ANNA, 1), plans(1, OCTOBER, List.of(1, 2), ANNA, BEN))
                .<List<?>>read("$.sessions.list[0].needs"))
        .isEqualTo(List.of(needId(1).toString()));
  }

  @Test
  void sessionsAreCountedByWhatTheRollSays() {
    DocumentContext anna =
        annaOfTheClass(
            holds(1, OCTOBER, present(ANNA)),
            holds(2, OCTOBER.plusDays(1), line(ANNA, LATE, 45)),
            holds(3, OCTOBER.plusDays(2), line(ANNA, EXCUSED, 0)),
            holds(4, OCTOBER.plusDays(3), line(ANNA, UNEXCUSED, 0)),
            holds(5, OCTOBER.plusDays(4), List.of(), List.of(ANNA), present(BEN)),
            plans(6, NOVEMBER, List.of(), ANNA),
            plans(7, NOVEMBER, List.of(), ANNA),
            cancels(7, ANNA));
    assertThat(anna.<Integer>read("$.sessions.planned")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.offered")).isEqualTo(5);
    assertThat(anna.<Integer>read("$.sessions.attended")).isEqualTo(2);
    assertThat(anna.<Integer>read("$.sessions.late")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.excused")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.unexcused")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.unrecorded")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.minutesExpected")).isEqualTo(240);
    assertThat(anna.<Integer>read("$.sessions.minutesPresent")).isEqualTo(105);
    assertThat(anna.<Double>read("$.sessions.attendanceRate")).isEqualTo(0.4375);
    assertThat(anna.<String>read("$.sessions.list[6].status")).isEqualTo("CANCELLED");
  }

  @Test
  void aSessionWithoutALineCountsInNoRate() {
    DocumentContext anna =
        annaOfTheClass(holds(1, OCTOBER, List.of(), List.of(ANNA), present(BEN)));
    assertThat(anna.<Integer>read("$.sessions.offered")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.unrecorded")).isEqualTo(1);
    assertThat(anna.<Object>read("$.sessions.attendanceRate")).isNull();
  }

  @Test
  void nothingIsExpectedOfWhomTheSchoolHasSentElsewhere() {
    DocumentContext anna =
        annaOfTheClass(
            holds(1, OCTOBER, new Attendance(ANNA, EXCUSED, 0, Elsewhere.PLACEMENT)),
            holds(2, NOVEMBER, present(ANNA)));
    assertThat(anna.<Integer>read("$.sessions.offered")).isEqualTo(2);
    assertThat(anna.<Integer>read("$.sessions.excused")).isZero();
    assertThat(anna.<Integer>read("$.sessions.unrecorded")).isZero();
    assertThat(anna.<Integer>read("$.sessions.elsewhere")).isEqualTo(1);
    assertThat(anna.<Integer>read("$.sessions.minutesExpected")).isEqualTo(60);
    assertThat(anna.<Double>read("$.sessions.attendanceRate")).isEqualTo(1.0);
    assertThat(anna.<String>read("$.sessions.list[0].attendance.cause")).isEqualTo("PLACEMENT");
  }

  @Test
  void aCorrectedLineReplacesAWrongOneAndFillsInAMissingOne() {
    DocumentContext anna =
        annaOfTheClass(
            holds(1, OCTOBER, present(ANNA)),
            holds(2, NOVEMBER, List.of(), List.of(ANNA)),
            corrects(1, ANNA, EXCUSED, 0),
            corrects(2, ANNA, PRESENT, 50),
            corrects(2, ANNA, LATE, 30),
            corrects(9, ANNA, LATE, 30));
    assertThat(anna.<List<?>>read("$.sessions.list[*].attendance.status"))
        .isEqualTo(List.of("EXCUSED", "LATE"));
    assertThat(anna.<Integer>read("$.sessions.unrecorded")).isZero();
    assertThat(anna.<Double>read("$.sessions.attendanceRate")).isEqualTo(0.25);
  }

  @Test
  void sessionsAreInTheOrderOfTheirStart() {
    assertThat(
            annaOfTheClass(
                    holds(3, NOVEMBER, present(ANNA)),
                    plans(1, START, List.of(), ANNA),
                    holds(2, OCTOBER, present(ANNA)))
                .<List<?>>read("$.sessions.list[*].id"))
        .isEqualTo(
            List.of(sessionId(1).toString(), sessionId(2).toString(), sessionId(3).toString()));
  }

  @Test
  void theLatestObservationOfACompetencyIsNotTheLastRecorded() {
    DocumentContext anna =
        anna(
            assessed(ANNA, "C1", 1, OCTOBER, "user:2", 1),
            assessed(ANNA, "C1", 3, NOVEMBER, "user:1", 1),
            assessed(ANNA, "C1", 2, OCTOBER.plusDays(1), "user:2", 2));
    assertThat(anna.<Integer>read("$.competencies[0].latest.level")).isEqualTo(3);
    assertThat(anna.<List<?>>read("$.competencies[0].earlier[*].level")).isEqualTo(List.of(2, 1));
    assertThat(anna.<List<?>>read("$.competencies[0].assessors"))
        .isEqualTo(List.of("user:1", "user:2"));
    assertThat(anna.<List<?>>read("$.competencies[0].disciplines"))
        .isEqualTo(List.of("Discipline 1", "Discipline 2"));
  }

  @Test
  void ofSeveralObservationsOnOneDayTheLastRecordedIsTheLatest() {
    DocumentContext anna =
        anna(
            assessed(ANNA, "C1", 1, OCTOBER, "user:1", 1),
            assessed(ANNA, "C1", 3, OCTOBER, "user:1", 1),
            assessed(ANNA, "C1", 2, OCTOBER, "user:1", 1));
    assertThat(anna.<Integer>read("$.competencies[0].latest.level")).isEqualTo(2);
    assertThat(anna.<List<?>>read("$.competencies[0].earlier[*].level")).isEqualTo(List.of(3, 1));
  }

  @Test
  void competenciesAreInTheOrderOfTheirCodes() {
    assertThat(
            anna(
                    assessed(ANNA, "C2", 1, OCTOBER, "user:1", 1),
                    assessed(ANNA, "C1", 1, NOVEMBER, "user:1", 1))
                .<List<?>>read("$.competencies[*].competency"))
        .isEqualTo(List.of("C1", "C2"));
  }

  @Test
  void interviewsTestsAndSurveysAreInTheOrderInWhichTheyWereRecorded() {
    DocumentContext anna =
        anna(
            meets(ANNA, 2, NOVEMBER),
            meets(ANNA, 1, OCTOBER),
            tested(ANNA, PositioningSubject.MATHEMATICS, 2),
            tested(ANNA, PositioningSubject.FRENCH, 1),
            answers(2, CLASS, "a", ANNA),
            answers(1, null, "b", ANNA));
    assertThat(anna.<List<?>>read("$.interviews[*].heldOn"))
        .isEqualTo(List.of(NOVEMBER.toString(), OCTOBER.toString()));
    assertThat(anna.<List<?>>read("$.interviews[*].summary"))
        .isEqualTo(List.of("Aime cuisiner", "Aime cuisiner"));
    assertThat(anna.<List<?>>read("$.positionings[*].subject"))
        .isEqualTo(List.of("MATHEMATICS", "FRENCH"));
    assertThat(anna.<Number>read("$.positionings[0].score").doubleValue()).isEqualTo(7.5);
    assertThat(anna.<List<?>>read("$.surveysAnswered"))
        .isEqualTo(List.of(surveyId(2).toString(), surveyId(1).toString()));
  }
}
