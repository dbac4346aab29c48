package fr.jalons.delivery;

import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the tests of this module are about: one class, two students of it and one who left it. */
public final class Classroom {
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  public static final SchoolId SCHOOL = new SchoolId("0999999Z");
  public static final SchoolId OTHER_SCHOOL = new SchoolId("0999998Y");
  public static final StructureId CLASS = StructureId.of(SCHOOL, Kind.CLASS, "1CAP");
  public static final StudentId ADA = new StudentId(UUID.randomUUID());
  public static final StudentId BEN = new StudentId(UUID.randomUUID());
  public static final StudentId GONE = new StudentId(UUID.randomUUID());
  public static final StudentId STRANGER = new StudentId(UUID.randomUUID());
  public static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  public static final NeedId NEED = new NeedId(UUID.randomUUID());
  public static final SessionId SESSION = new SessionId(UUID.randomUUID());

  public static final LocalDate DAY = LocalDate.of(2026, 10, 5);

  /** The day on which the session was planned. */
  public static final LocalDate PLANNED_ON = LocalDate.of(2026, 9, 20);

  public static final Instant START = DAY.atTime(10, 0).atZone(PARIS).toInstant();
  public static final Instant AFTERWARDS = START.plusSeconds(3600);
  public static final int LENGTH = 55;

  private static final LocalDate TERM = LocalDate.of(2026, 9, 1);

  private Classroom() {}

  public static StructureDeclared declared(SchoolId school, Kind kind, String code) {
    return new StructureDeclared(
        StructureId.of(school, kind, code), school, 2026, code, null, List.of());
  }

  public static MembershipStarted joined(StudentId student) {
    return new MembershipStarted(student, CLASS, SCHOOL, TERM);
  }

  /** A class of two, a teacher and a need of the first student. */
  public static List<Object> roster() {
    return List.of(
        declared(SCHOOL, Kind.CLASS, "1CAP"),
        joined(ADA),
        joined(BEN),
        joined(GONE),
        new MembershipEnded(GONE, CLASS, SCHOOL, DAY),
        new TeacherRegistered(TEACHER, SCHOOL),
        diagnosed(NEED, ADA),
        framework("LIRE", "COMPTER"));
  }

  public static NeedDiagnosed diagnosed(NeedId need, StudentId student) {
    return new NeedDiagnosed(need, student, NeedArea.FUNDAMENTALS, "Lire une consigne", null, TERM);
  }

  public static FrameworkAdopted framework(String... codes) {
    return new FrameworkAdopted(
        "fondamentaux",
        "2026",
        "Savoirs fondamentaux",
        List.of(new RubricLevel(1, "débute")),
        List.of(codes).stream().map(code -> new Competency(code, code, null)).toList());
  }

  public static SessionScheduled scheduled() {
    return new SessionScheduled(
        SESSION,
        CLASS,
        "Lire une consigne",
        START,
        LENGTH,
        List.of(TEACHER),
        Set.of(Nature.FUNDAMENTALS),
        List.of(NEED),
        List.of(ADA, BEN),
        null,
        List.of(),
        PLANNED_ON);
  }

  public static SessionHeld held(Attendance... roll) {
    return new SessionHeld(
        SESSION,
        CLASS,
        START,
        LENGTH,
        List.of(roll),
        List.of(ADA, BEN),
        List.of(TEACHER),
        null,
        List.of());
  }

  public static Attendance line(StudentId student, AttendanceStatus status, int minutes) {
    return new Attendance(student, status, minutes);
  }
}
