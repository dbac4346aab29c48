package fr.jalons.school.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.ImportId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people of one school, as they are known or as an import wants them to be.
 *
 * @param teachers null in an import that is not about staff
 * @param conflicts the open ones; null in an import that is not about pupils
 */
public record People(
    @Nullable String schoolName,
    List<Student> students,
    List<Guardian> guardians,
    List<Guardianship> guardianships,
    @Nullable List<Teacher> teachers,
    @Nullable List<Conflict> conflicts) {

  /** A school that was not imported yet. */
  static final People NOBODY =
      new People(null, List.of(), List.of(), List.of(), List.of(), List.of());

  /** The people of a school, and the last import that made them what they are. */
  public record AsOf(@Nullable ImportId lastImport, People people) {}

  /**
   * A pupil's row.
   *
   * @param externalId null once the number has gone to somebody else
   * @param birthDate null while no file has told it
   * @param enteredOn the day of entry, as last told
   */
  public record Student(
      UUID id,
      @Nullable String externalId,
      @Nullable String ine,
      String familyName,
      @Nullable String usageName,
      String firstName,
      @Nullable String email,
      @Nullable LocalDate birthDate,
      @Nullable LocalDate enteredOn,
      @Nullable String mef,
      String search) {

    /** As rows were before they kept the day of entry and the address. */
    Student withoutEntry() {
      return new Student(
          id,
          externalId,
          ine,
          familyName,
          usageName,
          firstName,
          null,
          birthDate,
          null,
          mef,
          search);
    }

    /** What is told of the person, whatever their address is. */
    Student withoutEmail() {
      return new Student(
          id,
          externalId,
          ine,
          familyName,
          usageName,
          firstName,
          null,
          birthDate,
          enteredOn,
          mef,
          search);
    }

    /** Tells no name, wherever it may be printed. */
    @Override
    public String toString() {
      return "Student[" + id + ']';
    }
  }

  /**
   * A guardian's row.
   *
   * @param externalId null once the number has gone to somebody else
   */
  public record Guardian(
      UUID id,
      @Nullable String externalId,
      String familyName,
      @Nullable String usageName,
      String firstName,
      @Nullable String email) {

    @Override
    public String toString() {
      return "Guardian[" + id + ']';
    }
  }

  /** Lines of a pupils' file and students, that cannot be matched for certain. */
  public record Conflict(UUID id, List<Line> lines, List<UUID> students) {
    /** Whether both are the same doubt, whatever else the lines tell by now. */
    boolean isSame(Conflict other) {
      return Set.copyOf(students).equals(Set.copyOf(other.students))
          && numbers().equals(other.numbers());
    }

    /** The school's numbers of its lines. */
    public Set<String> numbers() {
      return lines.stream().map(Line::eleveId).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * A line of a pupils' file.
   *
   * @param line from 1
   */
  public record Line(
      int line,
      String eleveId,
      @Nullable String ine,
      String lastName,
      String firstName,
      @Nullable LocalDate birthDate,
      @JsonProperty("class") @Nullable String className) {

    @Override
    public String toString() {
      return "Line[" + line + ']';
    }
  }

  /** Guardianships, and the number of the legal guardian. */
  public record Guardianship(UUID guardian, UUID student, int rank) {}

  /**
   * A teacher's row.
   *
   * @param externalId null once the number has gone to somebody else
   */
  public record Teacher(
      UUID id,
      @Nullable String externalId,
      String register,
      String familyName,
      @Nullable String usageName,
      String firstName,
      @Nullable String email,
      List<String> disciplines,
      boolean listed) {

    @Override
    public String toString() {
      return "Teacher[" + id + ']';
    }
  }
}
