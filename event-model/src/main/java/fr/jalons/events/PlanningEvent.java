package fr.jalons.events;

import fr.jalons.personal.PersonalText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What planning-module (Plan, planifier) records. Only that module raises these. */
public sealed interface PlanningEvent extends DomainEvent {
  String NAMESPACE = "planning";

  /** What a need (besoin) is about: the fields of the grid's "Plan" column. */
  enum NeedArea {
    FUNDAMENTALS,
    PSYCHOSOCIAL,
    TRANSVERSAL,
    SOCIO_PROFESSIONAL,
    AUTONOMY,
    ORIENTATION,
    EXAM
  }

  /** The two subjects of the positioning tests at the start of a CAP. */
  enum PositioningSubject {
    FRENCH,
    MATHEMATICS
  }

  /** In which capacity a teacher works with a structure. */
  enum Duty {
    TEACHING,
    CLASS_LEAD
  }

  /**
   * A school's roster was imported; the membership events of the same append say what it changed.
   *
   * @param year the calendar year in which the school year starts
   * @param exportedOn the day on which the source files say they were true
   * @param warnings line-level remarks, free of names
   * @param confirmed words for what seemed a mistake and was confirmed; absent in version 1
   */
  @Event(namespace = NAMESPACE, name = "RosterImported", version = "2")
  record RosterImported(
      ImportId importId,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      int year,
      LocalDate exportedOn,
      int classes,
      int groups,
      int created,
      int updated,
      int left,
      int unchanged,
      int guardians,
      int teachers,
      List<String> warnings,
      List<String> confirmed)
      implements PlanningEvent {
    public RosterImported {
      confirmed = confirmed == null ? List.of() : confirmed;
    }

    /** All schools of the installation are found by this one tag. */
    @EventTag(key = Tags.REGISTER)
    public String register() {
      return Tags.REGISTER_OF_SCHOOLS;
    }
  }

  /** One subject (matière): what STS-web calls the {@code code}, in a long and a short form. */
  record Subject(String code, List<String> labels) {}

  /** The subjects that are taught at a school, as STS-web lists them; they replace those before. */
  @Event(namespace = NAMESPACE, name = "SubjectsListed", version = "1")
  record SubjectsListed(@EventTag(key = Tags.SCHOOL) SchoolId school, List<Subject> subjects)
      implements PlanningEvent {

    /** They are looked up with each assessment, and a school has many other events. */
    @EventTag(key = Tags.SUBJECTS)
    public String subjectsOf() {
      return school.uai();
    }
  }

  /** A student became known to the school by its roster. */
  @Event(namespace = NAMESPACE, name = "StudentRegistered", version = "1")
  record StudentRegistered(
      @EventTag(key = Tags.STUDENT) StudentId student, @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements PlanningEvent {}

  /** A teacher became known to the school by its roster. */
  @Event(namespace = NAMESPACE, name = "TeacherRegistered", version = "1")
  record TeacherRegistered(
      @EventTag(key = Tags.TEACHER) TeacherId teacher, @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements PlanningEvent {}

  /** A guardian is responsible for a student. */
  @Event(namespace = NAMESPACE, name = "GuardianLinked", version = "1")
  record GuardianLinked(
      @EventTag(key = Tags.GUARDIAN) GuardianId guardian,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements PlanningEvent {}

  /** A guardian is no longer responsible for a student. */
  @Event(namespace = NAMESPACE, name = "GuardianUnlinked", version = "1")
  record GuardianUnlinked(
      @EventTag(key = Tags.GUARDIAN) GuardianId guardian,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements PlanningEvent {}

  /**
   * A class or group exists, or its description changed.
   *
   * @param label its code, where what it is called holds the name of somebody
   * @param mef national code of the formation and year, when known
   * @param classes codes of the classes a group draws from; empty for a class
   */
  @Event(namespace = NAMESPACE, name = "StructureDeclared", version = "1")
  record StructureDeclared(
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      int year,
      String label,
      @Nullable String mef,
      List<String> classes)
      implements PlanningEvent {

    /** Users name a class or group by its code. */
    @EventTag(key = Tags.STRUCTURE_CODE)
    public String codeTag() {
      return Tags.structureCode(structure.kind(), structure.code());
    }
  }

  /** A class or group is no longer part of the school. */
  @Event(namespace = NAMESPACE, name = "StructureWithdrawn", version = "1")
  record StructureWithdrawn(
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate on)
      implements PlanningEvent {

    /** Users name a class or group by its code. */
    @EventTag(key = Tags.STRUCTURE_CODE)
    public String codeTag() {
      return Tags.structureCode(structure.kind(), structure.code());
    }
  }

  /** From this day on (included) the student belongs to the class or group. */
  @Event(namespace = NAMESPACE, name = "MembershipStarted", version = "1")
  record MembershipStarted(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate from)
      implements PlanningEvent {}

  /** From this day on (included) the student no longer belongs to the class or group. */
  @Event(namespace = NAMESPACE, name = "MembershipEnded", version = "1")
  record MembershipEnded(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate until)
      implements PlanningEvent {}

  /** The student leaves the school; {@code on} is the first day of absence and may lie ahead. */
  @Event(namespace = NAMESPACE, name = "StudentLeft", version = "1")
  record StudentLeft(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate on)
      implements PlanningEvent {}

  /**
   * A teacher works with a class or group.
   *
   * @param subject national code of the subject (006600 is AP), absent for a class lead
   */
  @Event(namespace = NAMESPACE, name = "TeacherAssigned", version = "1")
  record TeacherAssigned(
      @EventTag(key = Tags.TEACHER) TeacherId teacher,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      Duty duty,
      @Nullable String subject,
      LocalDate from)
      implements PlanningEvent {}

  /** A teacher no longer works with a class or group in that capacity. */
  @Event(namespace = NAMESPACE, name = "TeacherUnassigned", version = "1")
  record TeacherUnassigned(
      @EventTag(key = Tags.TEACHER) TeacherId teacher,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      Duty duty,
      @Nullable String subject,
      LocalDate until)
      implements PlanningEvent {}

  /** A need was found (S8). */
  @Event(namespace = NAMESPACE, name = "NeedDiagnosed", version = "1")
  record NeedDiagnosed(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      NeedArea area,
      @PersonalText(of = "student") String description,
      @PersonalText(of = "student") @Nullable String source,
      LocalDate diagnosedOn)
      implements PlanningEvent {}

  /** A need was described more precisely, after an interview or a test (S10). */
  @Event(namespace = NAMESPACE, name = "NeedRefined", version = "1")
  record NeedRefined(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      NeedArea area,
      @PersonalText(of = "student") String description,
      @PersonalText(of = "student") @Nullable String source,
      LocalDate refinedOn)
      implements PlanningEvent {}

  /** A need no longer calls for support, with what came of it (S8). */
  @Event(namespace = NAMESPACE, name = "NeedClosed", version = "1")
  record NeedClosed(
      @EventTag(key = Tags.NEED) NeedId need,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @PersonalText(of = "student") String outcome,
      LocalDate closedOn)
      implements PlanningEvent {}

  /** An interview was held with the student (S10). */
  @Event(namespace = NAMESPACE, name = "InterviewRecorded", version = "1")
  record InterviewRecorded(
      @EventTag(key = Tags.INTERVIEW) InterviewId interview,
      @EventTag(key = Tags.STUDENT) StudentId student,
      LocalDate heldOn,
      @PersonalText(of = "student") String summary)
      implements PlanningEvent {}

  /** A positioning test was taken (S10): {@code score} out of {@code maximum}, in points. */
  @Event(namespace = NAMESPACE, name = "PositioningRecorded", version = "1")
  record PositioningRecorded(
      @EventTag(key = Tags.POSITIONING) PositioningId positioning,
      @EventTag(key = Tags.STUDENT) StudentId student,
      PositioningSubject subject,
      LocalDate takenOn,
      BigDecimal score,
      BigDecimal maximum)
      implements PlanningEvent {}
}
