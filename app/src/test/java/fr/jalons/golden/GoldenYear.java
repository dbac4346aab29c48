package fr.jalons.golden;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.ConsultationId;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.events.GuardianId;
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
import fr.jalons.events.PrivacyEvent.FileConsulted;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
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
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.events.TeacherId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/**
 * A class's year that never changes: a student with every kind of event, one who comes late and
 * leaves, one who changes class, and one without any event.
 */
final class GoldenYear {
  static final SchoolId SCHOOL = new SchoolId("0990009G");
  static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPPSR");
  static final StructureId OTHER_CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUI");
  static final StructureId OLD_CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPOLD");
  static final StructureId GROUP = StructureId.of(SCHOOL, StructureId.Kind.GROUP, "AP1");

  static final StudentId BUSY = new StudentId(id(0xA, 1));
  static final StudentId LEAVER = new StudentId(id(0xA, 2));
  static final StudentId MOVER = new StudentId(id(0xA, 3));
  static final StudentId QUIET = new StudentId(id(0xA, 4));

  /** Between the third session and the closing of a need. */
  static final String THEN = "2026-12-01T12:00:00Z";

  /** When everything has happened. */
  static final Instant NOW = Instant.parse("2027-03-15T09:00:00Z");

  private static final TeacherId COOK = new TeacherId(id(0xB, 1));
  private static final TeacherId READER = new TeacherId(id(0xB, 2));
  private static final GuardianId MOTHER = new GuardianId(id(0xC, 1));
  private static final GuardianId UNCLE = new GuardianId(id(0xC, 2));
  private static final NeedId READING = new NeedId(id(0xD, 1));
  private static final NeedId COUNTING = new NeedId(id(0xD, 2));
  private static final NeedId SPEAKING = new NeedId(id(0xD, 3));
  private static final NeedId OTHERS = new NeedId(id(0xD, 4));
  private static final SurveyId NAMED = new SurveyId(id(0xE, 1));
  private static final SurveyId ANONYMOUS = new SurveyId(id(0xE, 2));
  private static final SurveyId STILL_OPEN = new SurveyId(id(0xE, 3));
  private static final SurveyId WHOLE_SCHOOL = new SurveyId(id(0xE, 4));

  /**
   * An event of the year.
   *
   * @param revision the version in which it was written
   */
  record Entry(Instant at, String actor, String revision, DomainEvent event) {}

  private final List<Entry> entries = new ArrayList<>();

  private GoldenYear() {
    roster();
    autumn();
    surveys();
    winter();
  }

  /** From the first day to the last. */
  static List<Entry> entries() {
    return List.copyOf(new GoldenYear().entries);
  }

  private void roster() {
    LocalDate day = day(9, 1);
    on(
        day,
        new SubjectsListed(SCHOOL, List.of(new Subject("020700", List.of("FRANCAIS", "FRANC")))),
        new StructureDeclared(CLASS, SCHOOL, 2026, "1CAP2 PSR", "24122141211", List.of()),
        new StructureDeclared(OTHER_CLASS, SCHOOL, 2026, "1CAP2 CUISINE", null, List.of()),
        new StructureDeclared(OLD_CLASS, SCHOOL, 2026, "1CAP2 OLD", null, List.of()),
        new StructureDeclared(GROUP, SCHOOL, 2026, "AP 1", null, List.of("1CAPPSR")),
        new TeacherRegistered(COOK, SCHOOL),
        new TeacherRegistered(READER, SCHOOL),
        new TeacherAssigned(COOK, CLASS, SCHOOL, Duty.CLASS_LEAD, null, day),
        new TeacherAssigned(READER, CLASS, SCHOOL, Duty.TEACHING, "020700", day));
    for (StudentId student : List.of(BUSY, MOVER, QUIET)) {
      on(
          day,
          new StudentRegistered(student, SCHOOL),
          new MembershipStarted(student, CLASS, SCHOOL, day));
    }
    on(
        day,
        new GuardianLinked(MOTHER, BUSY, SCHOOL),
        new GuardianLinked(UNCLE, BUSY, SCHOOL),
        new MembershipStarted(BUSY, GROUP, SCHOOL, day));
    on(
        day(9, 14),
        new StructureDeclared(CLASS, SCHOOL, 2026, "1CAP2 PROD SERVICE", "24122141211", List.of()),
        new StructureWithdrawn(OLD_CLASS, SCHOOL, day(9, 14)),
        new GuardianUnlinked(UNCLE, BUSY, SCHOOL),
        new StudentRegistered(LEAVER, SCHOOL),
        new MembershipStarted(LEAVER, CLASS, SCHOOL, day(9, 14)));
  }

  private void autumn() {
    on(
        day(9, 15),
        new PositioningRecorded(
            new PositioningId(id(0x1, 1)),
            BUSY,
            PositioningSubject.FRENCH,
            day(9, 10),
            new BigDecimal("12.5"),
            new BigDecimal("20")),
        new PositioningRecorded(
            new PositioningId(id(0x1, 2)),
            BUSY,
            PositioningSubject.MATHEMATICS,
            day(9, 11),
            new BigDecimal("7"),
            new BigDecimal("15")),
        new InterviewRecorded(
            new InterviewId(id(0x2, 1)), BUSY, day(9, 15), "Aime lire à voix haute, mais seul."),
        need(READING, BUSY, NeedArea.FUNDAMENTALS, "Lire une consigne", "Test de rentrée"),
        need(COUNTING, BUSY, NeedArea.TRANSVERSAL, "Compter les couverts", null),
        need(SPEAKING, BUSY, NeedArea.AUTONOMY, "Parler devant la classe", null),
        need(OTHERS, MOVER, NeedArea.ORIENTATION, "Découvrir un métier", null));
    on(
        day(9, 22),
        new NeedRefined(
            READING,
            BUSY,
            NeedArea.EXAM,
            "Lire une consigne longue",
            "Entretien du 15 septembre",
            day(9, 22)));
    scheduled(1, 10, 5, List.of(READING, OTHERS), BUSY, MOVER, QUIET, LEAVER);
    scheduled(2, 10, 12, List.of(), BUSY, MOVER);
    scheduled(3, 11, 9, List.of(COUNTING), BUSY, MOVER, LEAVER);
    scheduled(4, 12, 14, List.of(SPEAKING), BUSY);
    held(
        1,
        day(10, 5),
        List.of("CPS-C1", "CPS-C2"),
        List.of(BUSY, MOVER, QUIET, LEAVER),
        line(BUSY, AttendanceStatus.PRESENT, 55),
        line(MOVER, AttendanceStatus.LATE, 40),
        line(LEAVER, AttendanceStatus.UNEXCUSED, 0));
    on(
        day(10, 8),
        new AttendanceCorrected(
            session(1), LEAVER, AttendanceStatus.EXCUSED, 0, "Le mot est arrivé le lendemain."),
        new AttendanceCorrected(
            session(1), QUIET, AttendanceStatus.PRESENT, 55, "Oubliée sur la liste."));
    on(
        day(10, 10),
        new SessionCancelled(session(2), CLASS, List.of(BUSY, MOVER), "Salle fermée pour travaux"),
        new FrameworkAdopted(
            "CPS",
            "2022",
            "Compétences psychosociales",
            List.of(new RubricLevel(1, "Débute"), new RubricLevel(2, "Maîtrise")),
            List.of(
                new Competency("CPS-C1", "Coopérer", null),
                new Competency("CPS-C2", "Communiquer", "CPS-C1"))));
    first(day(10, 12), assessed(1, "CPS-C1", 1, "Français", day(10, 5), null, null));
    on(
        day(10, 20),
        assessed(2, "CPS-C1", 2, "francais", day(10, 19), "020700", 1),
        assessed(3, "CPS-C1", 2, "Cuisine", day(10, 6), null, 2),
        assessed(4, "CPS-C2", 1, "Cuisine", day(10, 6), null, 2));
    held(
        3,
        day(11, 9),
        List.of("CPS-C3"),
        List.of(BUSY, MOVER, QUIET, LEAVER),
        line(BUSY, AttendanceStatus.LATE, 30),
        line(MOVER, AttendanceStatus.UNEXCUSED, 0),
        line(QUIET, AttendanceStatus.PRESENT, 55),
        line(LEAVER, AttendanceStatus.PRESENT, 55));
  }

  private void surveys() {
    on(
        day(11, 16),
        opened(NAMED, CLASS, false, Audience.STUDENTS, List.of(BUSY.value(), QUIET.value())),
        opened(ANONYMOUS, CLASS, true, Audience.STUDENTS, List.of(BUSY.value(), MOVER.value())),
        opened(STILL_OPEN, CLASS, true, Audience.GUARDIANS, List.of(MOTHER.value(), id(0xC, 9))),
        opened(WHOLE_SCHOOL, null, false, Audience.STUDENTS, List.of(BUSY.value())),
        answered(NAMED, CLASS, "n1", BUSY),
        answered(ANONYMOUS, CLASS, "a1", null),
        answered(STILL_OPEN, CLASS, "o1", null),
        answered(WHOLE_SCHOOL, null, "w1", BUSY));
    on(day(11, 27), new SurveyClosed(ANONYMOUS, CLASS, day(11, 27)));
  }

  private void winter() {
    on(
        day(12, 3),
        new NeedClosed(READING, BUSY, "Lit la consigne deux fois, puis commence.", day(12, 3)),
        new NeedRefined(COUNTING, BUSY, NeedArea.TRANSVERSAL, "Compter vite", null, day(12, 3)),
        new FileConsulted(
            new ConsultationId(id(0x3, 1)),
            List.of(BUSY, MOVER),
            "user:00000000-0000-0000-0000-0000000000f1",
            FileKind.FOLLOW_UP,
            "Conseil de classe",
            day(12, 3).atTime(15, 30).toInstant(ZoneOffset.UTC),
            0));
    on(
        day(12, 10),
        new MembershipEnded(MOVER, CLASS, SCHOOL, day(12, 14)),
        new MembershipStarted(MOVER, OTHER_CLASS, SCHOOL, day(12, 14)),
        new StudentLeft(LEAVER, SCHOOL, day(12, 20)),
        new MembershipEnded(LEAVER, CLASS, SCHOOL, day(12, 20)),
        new TeacherUnassigned(READER, CLASS, SCHOOL, Duty.TEACHING, "020700", day(12, 20)));
    on(
        day(12, 15),
        new InterviewRecorded(
            new InterviewId(id(0x2, 2)),
            BUSY,
            day(12, 15),
            "Se voit en salle plutôt qu’en cuisine"));
  }

  private void on(LocalDate day, DomainEvent... events) {
    for (DomainEvent event : events) {
      add(day, event.getClass().getAnnotation(Event.class).version(), event);
    }
  }

  /** As version 1 wrote it. */
  private void first(LocalDate day, CompetencyAssessed event) {
    add(day, "1", event);
  }

  private void add(LocalDate day, String revision, DomainEvent event) {
    Instant at = day.atTime(8, 0).toInstant(ZoneOffset.UTC).plusSeconds(entries.size());
    entries.add(new Entry(at, "user:00000000-0000-0000-0000-0000000000f0", revision, event));
  }

  private void scheduled(
      int number, int month, int dayOfMonth, List<NeedId> needs, StudentId... students) {
    on(
        day(9, 28),
        new SessionScheduled(
            session(number),
            CLASS,
            "Atelier " + number,
            start(day(month, dayOfMonth)),
            55,
            List.of(COOK, READER),
            Set.of(number % 2 == 0 ? Nature.AUTONOMY : Nature.FUNDAMENTALS),
            needs,
            List.of(students)));
  }

  private void held(
      int number,
      LocalDate day,
      List<String> competencies,
      List<StudentId> students,
      Attendance... roll) {
    on(
        day,
        new SessionHeld(
            session(number),
            CLASS,
            start(day),
            55,
            List.of(roll),
            students,
            List.of(COOK),
            "Lu, puis dit " + number,
            competencies));
  }

  private static NeedDiagnosed need(
      NeedId need, StudentId student, NeedArea area, String words, @Nullable String source) {
    return new NeedDiagnosed(need, student, area, words, source, day(9, 15));
  }

  private static Attendance line(StudentId student, AttendanceStatus status, int minutes) {
    return new Attendance(student, status, minutes);
  }

  private static CompetencyAssessed assessed(
      int number,
      String competency,
      int level,
      String discipline,
      LocalDate observedOn,
      @Nullable String subject,
      @Nullable Integer disciplineNumber) {
    return new CompetencyAssessed(
        new AssessmentId(id(0x4, number)),
        BUSY,
        "CPS",
        "2022",
        competency,
        level,
        AssessmentContext.AP,
        discipline,
        "user:assessor-" + number % 2,
        observedOn,
        subject,
        disciplineNumber);
  }

  private static SurveyOpened opened(
      SurveyId survey,
      @Nullable StructureId of,
      boolean anonymous,
      Audience audience,
      List<UUID> invited) {
    return new SurveyOpened(
        survey,
        SCHOOL,
        "Bilan",
        audience,
        of,
        anonymous,
        List.of(
            new Question("q1", "L’atelier m’aide", QuestionKind.SCALE_1_5, List.of()),
            new Question("q2", "Dites-en plus", QuestionKind.TEXT, List.of())),
        invited,
        day(12, 20),
        null);
  }

  private static SurveyAnswered answered(
      SurveyId survey, @Nullable StructureId of, String ballot, @Nullable StudentId student) {
    return new SurveyAnswered(
        survey,
        of,
        ballot,
        student == null ? null : student.value(),
        student,
        Map.of("q1", "4", "q2", "Plus de cuisine, moins de papier"));
  }

  private static SessionId session(int number) {
    return new SessionId(id(0x5, number));
  }

  private static Instant start(LocalDate day) {
    return day.atTime(10, 0).toInstant(ZoneOffset.UTC);
  }

  private static LocalDate day(int month, int dayOfMonth) {
    return LocalDate.of(month < 8 ? 2027 : 2026, month, dayOfMonth);
  }

  private static UUID id(long kind, long number) {
    return new UUID(kind << 16 | 0x4000, 0x8000_0000_0000_0000L | number);
  }
}
