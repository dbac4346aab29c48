package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.school.roster.Roster.Guardian;
import fr.jalons.school.roster.Roster.Guardianship;
import fr.jalons.school.roster.Roster.Student;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the files of one school together, once they agree with one another. */
final class RosterAssembly {
  private static final int MOST_WARNINGS = 100;

  private final List<Part> parts;
  private final List<Warning> warnings;
  private final Faults faults;

  RosterAssembly(List<Part> parts, List<Warning> warnings, Faults faults) {
    this.parts = parts;
    this.warnings = warnings;
    this.faults = faults;
  }

  Roster roster() {
    List<Header> headers = parts.stream().map(Part::header).filter(Objects::nonNull).toList();
    headers.stream().skip(1).forEach(header -> compare(headers.getFirst(), header));
    faults.refuseIfAny();
    SchoolId school = Objects.requireNonNull(headers.getFirst().school());
    int year = headers.getFirst().year();
    LocalDate start = told(headers, Header::yearStart);
    LocalDate end = told(headers, Header::yearEnd);
    List<Student> students = all(Part::students);
    List<Guardianship> guardianships = known(all(Part::links), students);
    warnOfMissingClasses(students);
    return new Roster(
        school,
        told(headers, Header::schoolName),
        year,
        told(headers, header -> header.export().day()),
        start == null ? LocalDate.of(year, Month.SEPTEMBER, 1) : start,
        end == null ? LocalDate.of(year + 1, Month.AUGUST, 31) : end,
        start != null || end != null,
        days(),
        new Structures(all(Part::structures), warnings).with(students),
        students,
        all(Part::persons).stream()
            .map(Guardian::externalId)
            .collect(Collectors.toUnmodifiableSet()),
        guardians(guardianships),
        guardianships,
        all(Part::teachers),
        all(Part::services),
        all(Part::subjects),
        warnings.stream().limit(MOST_WARNINGS).toList());
  }

  private Map<RosterSource, Roster.Export> days() {
    Map<RosterSource, Roster.Export> days = new EnumMap<>(RosterSource.class);
    parts.forEach(part -> days.put(part.kind(), Objects.requireNonNull(part.header()).export()));
    return days;
  }

  private void compare(Header first, Header other) {
    SchoolId school = first.school();
    if (school != null && other.school() != null && !school.equals(other.school())) {
      faults.add(
          other.place().fault("UAJ", "roster.schools-differ", other.school().uai(), school.uai()));
    }
    if (first.year() != 0 && other.year() != 0 && first.year() != other.year()) {
      faults.add(
          other
              .place()
              .fault(
                  "ANNEE_SCOLAIRE",
                  "roster.years-differ",
                  Integer.toString(other.year()),
                  Integer.toString(first.year())));
    }
  }

  /** What the first file that tells it says. */
  private static <T> @Nullable T told(List<Header> headers, Function<Header, @Nullable T> what) {
    for (Header header : headers) {
      T value = what.apply(header);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private <T> List<T> all(Function<Part, List<T>> content) {
    return parts.stream().map(content).flatMap(List::stream).toList();
  }

  /** Without the pupils' file only the import can tell whether a pupil is known. */
  private List<Guardianship> known(List<Guardianship> links, List<Student> students) {
    Set<String> numbers = students.stream().map(Student::externalId).collect(Collectors.toSet());
    if (numbers.isEmpty()) {
      return links;
    }
    links.stream()
        .filter(link -> !numbers.contains(link.student()))
        .forEach(link -> warnings.add(link.place().warning("roster.guardian-of-unknown-student")));
    return links.stream().filter(link -> numbers.contains(link.student())).toList();
  }

  /** Those who are responsible for somebody; of the others nothing is kept. */
  private List<Guardian> guardians(List<Guardianship> links) {
    Set<String> needed = links.stream().map(Guardianship::guardian).collect(Collectors.toSet());
    return all(Part::persons).stream()
        .filter(person -> needed.contains(person.externalId()))
        .toList();
  }

  private void warnOfMissingClasses(List<Student> students) {
    students.stream()
        .filter(student -> student.classes().isEmpty() && student.leftOn() == null)
        .forEach(student -> warnings.add(student.place().warning("roster.student-without-class")));
  }
}
