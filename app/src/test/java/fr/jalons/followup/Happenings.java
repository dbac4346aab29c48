package fr.jalons.followup;

import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.events.TeacherId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may happen in a class, in few words. */
final class Happenings {
  static final SchoolId SCHOOL = new SchoolId("0999999Z");
  static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  static final StructureId OTHER_CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "2CAP");
  static final StudentId ANNA = new StudentId(new UUID(1, 1));
  static final StudentId BEN = new StudentId(new UUID(1, 2));
  static final LocalDate START = LocalDate.of(2026, 9, 1);
  static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
  static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 2);

  private Happenings() {}

  static StructureDeclared declared() {
    return new StructureDeclared(CLASS, SCHOOL, 2026, "1 CAP", null, List.of());
  }

  static MembershipStarted joins(StudentId student, StructureId structure, LocalDate from) {
    return new MembershipStarted(student, structure, SCHOOL, from);
  }

  static MembershipEnded leaves(StudentId student, StructureId structure, LocalDate until) {
    return new MembershipEnded(student, structure, SCHOOL, until);
  }

  static StudentLeft leavesSchool(StudentId student, LocalDate on) {
    return new StudentLeft(student, SCHOOL, on);
  }

  static NeedDiagnosed needs(StudentId student, int need) {
    return new NeedDiagnosed(needId(need), student, NeedArea.FUNDAMENTALS, "Lire", "Test", OCTOBER);
  }

  static NeedRefined refines(StudentId student, int need, String words, LocalDate on) {
    return new NeedRefined(needId(need), student, NeedArea.EXAM, words, null, on);
  }

  static NeedClosed closes(StudentId student, int need, LocalDate on) {
    return new NeedClosed(needId(need), student, "Lit seul", on);
  }

  static NeedId needId(int need) {
    return new NeedId(new UUID(2, need));
  }

  static SessionId sessionId(int session) {
    return new SessionId(new UUID(3, session));
  }

  /** For a class; a session lasts an hour. */
  static SessionScheduled plans(
      int session, LocalDate day, List<Integer> needs, StudentId... students) {
    return new SessionScheduled(
        sessionId(session),
        CLASS,
        "Atelier",
        day.atTime(8, 0).toInstant(ZoneOffset.UTC),
        60,
        List.of(new TeacherId(new UUID(4, 1))),
        Set.of(Nature.EXAM),
        needs.stream().map(Happenings::needId).toList(),
        List.of(students));
  }

  /** An action for a class, from that day on. */
  static ActionPlanned acts(int action, LocalDate day, List<Integer> needs, StudentId... students) {
    return new ActionPlanned(
        new RecordId(new UUID(9, action)),
        CLASS.school(),
        CLASS,
        null,
        "Consignes",
        null,
        null,
        Set.of(Nature.EXAM),
        List.of(),
        needs.stream().map(Happenings::needId).toList(),
        List.of(),
        List.of(students),
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

  static ActionClosed ends(int action, LocalDate day, StudentId... students) {
    return new ActionClosed(
        new RecordId(new UUID(10, action)),
        new RecordId(new UUID(9, action)),
        CLASS.school(),
        CLASS,
        null,
        List.of(students),
        ActionOutcome.ACHIEVED,
        "Fait",
        day,
        null);
  }

  static SessionCancelled cancels(int session, StudentId... students) {
    return new SessionCancelled(sessionId(session), CLASS, List.of(students), "Grève");
  }

  static SessionHeld holds(int session, LocalDate day, Attendance... roll) {
    return holds(session, day, List.of(), List.of(), roll);
  }

  /** With members who have no line. */
  static SessionHeld holds(
      int session,
      LocalDate day,
      List<String> competencies,
      List<StudentId> withoutLine,
      Attendance... roll) {
    return new SessionHeld(
        sessionId(session),
        CLASS,
        day.atTime(8, 0).toInstant(ZoneOffset.UTC),
        60,
        List.of(roll),
        Stream.concat(Stream.of(roll).map(Attendance::student), withoutLine.stream()).toList(),
        List.of(new TeacherId(new UUID(4, 2))),
        null,
        competencies);
  }

  static Attendance line(StudentId student, AttendanceStatus status, int minutes) {
    return new Attendance(student, status, minutes);
  }

  static Attendance present(StudentId student) {
    return line(student, AttendanceStatus.PRESENT, 60);
  }

  static AttendanceCorrected corrects(
      int session, StudentId student, AttendanceStatus status, int minutes) {
    return new AttendanceCorrected(sessionId(session), student, status, minutes, "Erreur");
  }

  static InterviewRecorded meets(StudentId student, int interview, LocalDate on) {
    return new InterviewRecorded(
        new InterviewId(new UUID(5, interview)), student, on, "Aime cuisiner");
  }

  static PositioningRecorded tested(StudentId student, PositioningSubject subject, int test) {
    return new PositioningRecorded(
        new PositioningId(new UUID(6, test)),
        student,
        subject,
        OCTOBER,
        new BigDecimal("7.5"),
        new BigDecimal("20"));
  }

  static CompetencyAssessed assessed(
      StudentId student,
      String competency,
      int level,
      LocalDate on,
      String assessor,
      int discipline) {
    return new CompetencyAssessed(
        new AssessmentId(UUID.randomUUID()),
        student,
        "CPS",
        "2022",
        competency,
        level,
        AssessmentContext.AP,
        "Discipline " + discipline,
        assessor,
        on,
        null,
        discipline);
  }

  static SurveyId surveyId(int survey) {
    return new SurveyId(new UUID(7, survey));
  }

  static SurveyOpened opens(int survey, @Nullable StructureId of, boolean anonymous, int invited) {
    return opens(null, survey, of, anonymous, invited);
  }

  static SurveyOpened opensOn(LocalDate day, int survey, StructureId of, int invited) {
    return opens(day, survey, of, false, invited);
  }

  private static SurveyOpened opens(
      @Nullable LocalDate day,
      int survey,
      @Nullable StructureId of,
      boolean anonymous,
      int invited) {
    return new SurveyOpened(
        surveyId(survey),
        SCHOOL,
        "Bilan",
        Audience.STUDENTS,
        of,
        anonymous,
        List.of(),
        IntStream.range(0, invited).mapToObj(i -> new UUID(8, i)).toList(),
        NOVEMBER,
        day);
  }

  static SurveyAnswered answers(
      int survey, @Nullable StructureId of, String ballot, @Nullable StudentId student) {
    return new SurveyAnswered(
        surveyId(survey),
        of,
        ballot,
        student == null ? null : student.value(),
        student,
        Map.of("q1", "4"));
  }

  static SurveyClosed closesSurvey(int survey) {
    return new SurveyClosed(surveyId(survey), CLASS, NOVEMBER);
  }
}
