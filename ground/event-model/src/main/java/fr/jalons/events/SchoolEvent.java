package fr.jalons.events;

import fr.jalons.marks.Joining;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Who belongs to a school, as its rosters say. Only the module school raises these. */
public sealed interface SchoolEvent extends DomainEvent {
  /** Rosters were first kept by Plan: names of stored events do not change. */
  String NAMESPACE = "planning";

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
   * @param files what the import was made of; absent before version 3
   */
  @Event(namespace = NAMESPACE, name = "RosterImported", version = "3")
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
      List<String> confirmed,
      List<ImportedFile> files)
      implements SchoolEvent {
    public RosterImported {
      confirmed = confirmed == null ? List.of() : confirmed;
      files = files == null ? List.of() : files;
    }

    /** All schools of the installation are found by this one tag. */
    @EventTag(key = Tags.REGISTER)
    public String register() {
      return Tags.REGISTER_OF_SCHOOLS;
    }
  }

  /**
   * One file of an import.
   *
   * @param kind the people it is about: {@code STUDENTS}, {@code GUARDIANS} or {@code STAFF}
   * @param exportedOn the day on which it says it was true, if it does
   */
  record ImportedFile(String kind, @Nullable LocalDate exportedOn) {}

  /**
   * A school year begins and ends on these days, both included. Without this event, it begins on 1
   * September and ends on 31 August.
   *
   * @param year the calendar year in which it starts
   */
  @Event(namespace = NAMESPACE, name = "SchoolYearDated", version = "1")
  record SchoolYearDated(
      @EventTag(key = Tags.SCHOOL) SchoolId school, int year, LocalDate first, LocalDate last)
      implements SchoolEvent {}

  /** Somebody has decided which line of a pupils' file is whose; both stand in the identities. */
  @Event(namespace = NAMESPACE, name = "ConflictResolved", version = "1")
  record ConflictResolved(@EventTag(key = Tags.SCHOOL) SchoolId school, UUID conflict)
      implements SchoolEvent {}

  /** One subject (matière): what STS-web calls the {@code code}, in a long and a short form. */
  record Subject(String code, List<String> labels) {}

  /** The subjects that are taught at a school, as STS-web lists them; they replace those before. */
  @Event(namespace = NAMESPACE, name = "SubjectsListed", version = "1")
  record SubjectsListed(@EventTag(key = Tags.SCHOOL) SchoolId school, List<Subject> subjects)
      implements SchoolEvent {

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
      implements SchoolEvent {}

  /** A teacher became known to the school by its roster. */
  @Event(namespace = NAMESPACE, name = "TeacherRegistered", version = "1")
  record TeacherRegistered(
      @EventTag(key = Tags.TEACHER) TeacherId teacher, @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements SchoolEvent {}

  /** Who works at the school, as STS-web lists them; they replace those before. */
  @Event(namespace = NAMESPACE, name = "StaffListed", version = "1")
  record StaffListed(@EventTag(key = Tags.SCHOOL) SchoolId school, Set<TeacherId> teachers)
      implements SchoolEvent {}

  /** A guardian is responsible for a student. */
  @Event(namespace = NAMESPACE, name = "GuardianLinked", version = "1")
  record GuardianLinked(
      @EventTag(key = Tags.GUARDIAN) GuardianId guardian,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements SchoolEvent {}

  /** A guardian is no longer responsible for a student. */
  @Event(namespace = NAMESPACE, name = "GuardianUnlinked", version = "1")
  record GuardianUnlinked(
      @EventTag(key = Tags.GUARDIAN) GuardianId guardian,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements SchoolEvent {}

  /**
   * A class or group exists, or its description changed.
   *
   * @param label its code, where what it is called holds the name of somebody
   * @param mef national code of the formation and year, when known
   * @param classes codes of the classes a group draws from; empty for a class
   * @param code the one that it bears; absent in version 1, where it is the key
   * @param formerCodes those that it bore before; absent in version 1
   */
  @Event(namespace = NAMESPACE, name = "StructureDeclared", version = "2")
  record StructureDeclared(
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      int year,
      String label,
      @Nullable String mef,
      List<String> classes,
      String code,
      List<String> formerCodes)
      implements SchoolEvent {
    public StructureDeclared {
      code = code == null ? structure.key() : code;
      formerCodes = formerCodes == null ? List.of() : formerCodes;
    }

    /** Of one that bears the code under which it was first declared. */
    public StructureDeclared(
        StructureId structure,
        SchoolId school,
        int year,
        String label,
        @Nullable String mef,
        List<String> classes) {
      this(structure, school, year, label, mef, classes, structure.key(), List.of());
    }

    /** Users name a class or group by its code, or by one that it bore. */
    @EventTag(key = Tags.STRUCTURE_CODE)
    public Set<String> codeTags() {
      return Tags.structureCodes(structure.kind(), code, formerCodes);
    }
  }

  /**
   * A class or group is no longer part of the school.
   *
   * @param code the one that it bore; absent in version 1, where it is the key
   * @param formerCodes those that it bore before; absent in version 1
   */
  @Event(namespace = NAMESPACE, name = "StructureWithdrawn", version = "2")
  record StructureWithdrawn(
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate on,
      String code,
      List<String> formerCodes)
      implements SchoolEvent {
    public StructureWithdrawn {
      code = code == null ? structure.key() : code;
      formerCodes = formerCodes == null ? List.of() : formerCodes;
    }

    /** Of one that bore the code under which it was first declared. */
    public StructureWithdrawn(StructureId structure, SchoolId school, LocalDate on) {
      this(structure, school, on, structure.key(), List.of());
    }

    /** Users name a class or group by its code, or by one that it bore. */
    @EventTag(key = Tags.STRUCTURE_CODE)
    public Set<String> codeTags() {
      return Tags.structureCodes(structure.kind(), code, formerCodes);
    }
  }

  /**
   * From this day on (included) the student belongs to the class or group. A membership that it
   * touches or overlaps goes on.
   */
  @Event(namespace = NAMESPACE, name = "MembershipStarted", version = "1")
  record MembershipStarted(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate from)
      implements SchoolEvent {}

  /**
   * From this day on (included) the student no longer belongs to the class or group. What began on
   * it or later has never been.
   */
  @Event(namespace = NAMESPACE, name = "MembershipEnded", version = "1")
  record MembershipEnded(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate until)
      implements SchoolEvent {}

  /** The student leaves the school; {@code on} is the first day of absence and may lie ahead. */
  @Event(namespace = NAMESPACE, name = "StudentLeft", version = "1")
  record StudentLeft(
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      LocalDate on)
      implements SchoolEvent {}

  /** A student who had left is there again, or never left, and is in no class or group yet. */
  @Event(namespace = NAMESPACE, name = "StudentBack", version = "1")
  record StudentBack(
      @EventTag(key = Tags.STUDENT) StudentId student, @EventTag(key = Tags.SCHOOL) SchoolId school)
      implements SchoolEvent {}

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
      implements SchoolEvent {}

  /** A teacher no longer works with a class or group in that capacity. */
  @Event(namespace = NAMESPACE, name = "TeacherUnassigned", version = "1")
  record TeacherUnassigned(
      @EventTag(key = Tags.TEACHER) TeacherId teacher,
      @EventTag(key = Tags.STRUCTURE) StructureId structure,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      Duty duty,
      @Nullable String subject,
      LocalDate until)
      implements SchoolEvent {}

  /**
   * Two files are of one student: what is read of either names {@code kept} from now on. Nothing
   * that was recorded changes, so both can be told apart again.
   */
  @Event(namespace = NAMESPACE, name = "StudentsJoined", version = "1")
  record StudentsJoined(
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STUDENT) StudentId kept,
      @EventTag(key = Tags.STUDENT) StudentId joined)
      implements SchoolEvent, Joining {
    @EventTag(key = Joining.TAG)
    public String joinings() {
      return Joining.ALL;
    }

    @Override
    public UUID keptFile() {
      return kept.value();
    }

    @Override
    public UUID joinedFile() {
      return joined.value();
    }

    @Override
    public boolean together() {
      return true;
    }
  }

  /** A joining is taken back: both files stand again for themselves. */
  @Event(namespace = NAMESPACE, name = "StudentsSeparated", version = "1")
  record StudentsSeparated(
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.STUDENT) StudentId kept,
      @EventTag(key = Tags.STUDENT) StudentId joined)
      implements SchoolEvent, Joining {
    @EventTag(key = Joining.TAG)
    public String joinings() {
      return Joining.ALL;
    }

    @Override
    public UUID keptFile() {
      return kept.value();
    }

    @Override
    public UUID joinedFile() {
      return joined.value();
    }

    @Override
    public boolean together() {
      return false;
    }
  }

  /**
   * Two files are of one guardian: what is read of either names {@code kept} from now on. Nothing
   * that was recorded changes, so both can be told apart again.
   */
  @Event(namespace = NAMESPACE, name = "GuardiansJoined", version = "1")
  record GuardiansJoined(
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.GUARDIAN) GuardianId kept,
      @EventTag(key = Tags.GUARDIAN) GuardianId joined)
      implements SchoolEvent, Joining {
    @EventTag(key = Joining.TAG)
    public String joinings() {
      return Joining.ALL;
    }

    @Override
    public UUID keptFile() {
      return kept.value();
    }

    @Override
    public UUID joinedFile() {
      return joined.value();
    }

    @Override
    public boolean together() {
      return true;
    }
  }

  /** A joining is taken back: both files stand again for themselves. */
  @Event(namespace = NAMESPACE, name = "GuardiansSeparated", version = "1")
  record GuardiansSeparated(
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @EventTag(key = Tags.GUARDIAN) GuardianId kept,
      @EventTag(key = Tags.GUARDIAN) GuardianId joined)
      implements SchoolEvent, Joining {
    @EventTag(key = Joining.TAG)
    public String joinings() {
      return Joining.ALL;
    }

    @Override
    public UUID keptFile() {
      return kept.value();
    }

    @Override
    public UUID joinedFile() {
      return joined.value();
    }

    @Override
    public boolean together() {
      return false;
    }
  }
}
