package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.refusal.Fault;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the exports of one school say about one school year. Of the exports that were not sent, the
 * lists are empty: {@link #tells} tells "nobody" from "not told".
 *
 * @param schoolName told by STS-web only
 * @param year calendar year in which the school year starts
 * @param exportedOn day on which the files say they were true; STS-web does not tell
 * @param yearStart first day of the school year; 1 September where the files do not tell
 * @param yearEnd last day of the school year; 31 August where the files do not tell
 * @param yearTold whether the files tell these days
 * @param structures classes first, each once, in the order of the files
 * @param persons numbers of all in the guardians' file, with or without a child
 */
public record Roster(
    SchoolId school,
    @Nullable String schoolName,
    int year,
    @Nullable LocalDate exportedOn,
    LocalDate yearStart,
    LocalDate yearEnd,
    boolean yearTold,
    Map<RosterSource, Export> exports,
    List<Structure> structures,
    List<Student> students,
    Set<String> persons,
    List<Guardian> guardians,
    List<Guardianship> guardianships,
    List<Teacher> teachers,
    List<Service> services,
    List<Subject> subjects,
    List<Warning> warnings) {

  /**
   * One of the files.
   *
   * @param place where it tells its day, or else about itself
   * @param field what tells its day
   * @param day the day on which it says it was true, if it does
   */
  public record Export(Place place, String field, @Nullable LocalDate day) {
    /** A fault of that day. */
    public Fault fault(String key, Object... args) {
      return place.fault(field, key, args);
    }
  }

  /**
   * A class or group.
   *
   * @param place where it is described, or first mentioned
   * @param label absent where only pupils' files mention it
   * @param mef national code of the formation and year, where its members share one
   * @param classes codes of the classes a group draws from; empty for a class
   */
  public record Structure(
      Place place,
      StructureId.Kind kind,
      String code,
      @Nullable String label,
      @Nullable String mef,
      List<String> classes) {}

  /**
   * A pupil.
   *
   * @param externalId the school's own number (ELEVE_ID), or one of another {@link Register}
   * @param ine national number, which a newcomer may lack
   * @param email absent where the file tells none, or no sound one
   * @param birthDate absent only where the format has none
   * @param leftOn first day of absence of a pupil who leaves the school; may lie ahead
   * @param groupsTold whether the file tells of groups at all
   */
  public record Student(
      Place place,
      String externalId,
      @Nullable String ine,
      PersonName name,
      @Nullable String email,
      @Nullable LocalDate birthDate,
      @Nullable String mef,
      @Nullable LocalDate enteredOn,
      @Nullable LocalDate leftOn,
      List<String> classes,
      List<String> groups,
      boolean groupsTold) {

    /** Tells no number or date either, wherever it may be printed. */
    @Override
    public String toString() {
      return "Student[" + place + ']';
    }

    private boolean isIn(Structure structure) {
      return (structure.kind() == StructureId.Kind.CLASS ? classes : groups)
          .contains(structure.code());
    }

    /** The same under another number. */
    public Student numbered(String number) {
      return new Student(
          place,
          number,
          ine,
          name,
          email,
          birthDate,
          mef,
          enteredOn,
          leftOn,
          classes,
          groups,
          groupsTold);
    }

    Student in(List<String> classes, List<String> groups) {
      return new Student(
          place,
          externalId,
          ine,
          name,
          email,
          birthDate,
          mef,
          enteredOn,
          leftOn,
          classes,
          groups,
          groupsTold);
    }
  }

  /** Someone who is legally responsible for at least one pupil. */
  public record Guardian(String externalId, PersonName name, @Nullable String email) {}

  /**
   * A legal guardian of a pupil.
   *
   * @param rank 1 for the first legal guardian, 2 for the second
   */
  public record Guardianship(Place place, String guardian, String student, int rank) {}

  /**
   * A member of staff.
   *
   * @param type register the number belongs to ({@code epp} or {@code local})
   * @param leads codes of the classes of which they are professeur principal
   * @param disciplines national codes of what they teach
   */
  public record Teacher(
      Place place,
      String externalId,
      String type,
      PersonName name,
      @Nullable String email,
      List<String> leads,
      List<String> disciplines) {}

  /**
   * A teacher teaches a subject to a class or group.
   *
   * @param subject national code, where the file tells it; 006600 is AP
   */
  public record Service(
      Teacher teacher, StructureId.Kind kind, String structure, @Nullable String subject) {}

  /**
   * A subject that is taught at the school.
   *
   * @param code national code
   * @param labels what it is called, each once
   */
  public record Subject(Place place, String code, List<String> labels) {}

  /**
   * The same without some pupils, by their numbers, their guardians, and classes and groups that
   * only they were in.
   */
  public Roster without(Set<String> pupils, List<Warning> remarks) {
    List<Student> others =
        students.stream().filter(pupil -> !pupils.contains(pupil.externalId())).toList();
    return new Roster(
        school,
        schoolName,
        year,
        exportedOn,
        yearStart,
        yearEnd,
        yearTold,
        exports,
        structures.stream()
            .filter(
                structure ->
                    structure.label() != null
                        || others.stream().anyMatch(pupil -> pupil.isIn(structure)))
            .toList(),
        others,
        persons,
        guardians,
        guardianships.stream().filter(link -> !pupils.contains(link.student())).toList(),
        teachers,
        services,
        subjects,
        remarks);
  }

  /** The same about other people, of classes and groups that stay. */
  public Roster with(
      List<Student> pupils,
      Set<String> numbers,
      Collection<Guardian> responsible,
      List<Guardianship> links,
      List<Warning> remarks) {
    return new Roster(
        school,
        schoolName,
        year,
        exportedOn,
        yearStart,
        yearEnd,
        yearTold,
        exports,
        structures,
        List.copyOf(pupils),
        numbers,
        List.copyOf(responsible),
        links,
        teachers,
        services,
        subjects,
        List.copyOf(remarks));
  }

  /** Whether the export that tells about these was sent. */
  public boolean tells(RosterSource source) {
    return exports.containsKey(source);
  }
}
