package fr.jalons.school.identity;

import fr.jalons.school.roster.PersonName;
import fr.jalons.school.roster.Register;
import fr.jalons.school.roster.Roster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pupils again: by their national number, which outlives a change of school or of number, and
 * else by the school's own. Where these leave a doubt, name and birth date decide, or nobody does:
 * one child's file must not be shown to another's parents.
 */
final class StudentMatching {
  private final Map<String, People.Student> byIne = new HashMap<>();
  private final Map<String, People.Student> byNumber = new HashMap<>();
  private final Map<String, Set<People.Student>> byName = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<Roster.Student, People.Student> rows = new LinkedHashMap<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private final Supplier<UUID> newId;
  private boolean tellsEmails;

  /** Lines and students that cannot be matched for certain. */
  record Doubt(List<Roster.Student> lines, List<People.Student> students) {}

  /**
   * Who a line may be.
   *
   * @param sure whether it is the only one; no student at all if the line is a new one
   */
  private record Found(List<People.Student> students, boolean sure) {}

  StudentMatching(List<People.Student> known, Supplier<UUID> newId) {
    this.newId = newId;
    for (People.Student student : known) {
      if (student.externalId() != null) {
        byNumber.put(student.externalId(), student);
      }
      if (student.ine() != null) {
        byIne.put(student.ine(), student);
      }
      for (String name : names(name(student))) {
        byName.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(student);
      }
    }
  }

  /** Compares these pupils with those who are known. */
  StudentMatching compare(List<Roster.Student> lines) {
    Map<Roster.Student, Found> found = new LinkedHashMap<>();
    Map<UUID, List<Roster.Student>> claims = new HashMap<>();
    tellsEmails = lines.stream().anyMatch(line -> line.email() != null);
    lines.stream().map(Roster.Student::ine).filter(Objects::nonNull).forEach(told::add);
    for (Roster.Student line : lines) {
      Found those = find(line);
      found.put(line, those);
      those
          .students()
          .forEach(one -> claims.computeIfAbsent(one.id(), none -> new ArrayList<>()).add(line));
    }
    Set<Roster.Student> seen = new LinkedHashSet<>();
    for (Roster.Student line : lines) {
      if (seen.add(line)) {
        settle(line, found, claims, seen);
      }
    }
    return this;
  }

  /** All lines that may be one of the students that this one may be. */
  private void settle(
      Roster.Student first,
      Map<Roster.Student, Found> found,
      Map<UUID, List<Roster.Student>> claims,
      Set<Roster.Student> seen) {
    List<Roster.Student> lines = new ArrayList<>();
    Set<People.Student> students = new LinkedHashSet<>();
    boolean sure = true;
    Deque<Roster.Student> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      Roster.Student line = open.remove();
      Found those = found.getOrDefault(line, new Found(List.of(), true));
      lines.add(line);
      sure &= those.sure();
      for (People.Student one : those.students()) {
        students.add(one);
        claims.getOrDefault(one.id(), List.of()).stream().filter(seen::add).forEach(open::add);
      }
    }
    if (sure && lines.size() == 1) {
      rows.put(first, row(first, students.stream().findFirst().orElse(null)));
    } else {
      doubts.add(new Doubt(lines, List.copyOf(students)));
    }
  }

  /** The rows of all who are in no doubt. */
  Map<Roster.Student, People.Student> rows() {
    return rows;
  }

  List<Doubt> doubts() {
    return doubts;
  }

  private People.Student row(Roster.Student student, People.@Nullable Student known) {
    if (known != null
        && Register.of(student.externalId()).isWeakerThan(Register.of(known.externalId()))) {
      return completed(known, student);
    }
    return new People.Student(
        known == null ? newId.get() : known.id(),
        student.externalId(),
        ine(student, known),
        student.name().family(),
        student.name().usage(),
        student.name().first(),
        tellsEmails || known == null ? student.email() : known.email(),
        student.birthDate() == null && known != null ? known.birthDate() : student.birthDate(),
        student.enteredOn() == null && known != null ? known.enteredOn() : student.enteredOn(),
        student.mef(),
        student.name().searchable());
  }

  /** A source that knows less adds what was not known, and changes nothing else. */
  private People.Student completed(People.Student known, Roster.Student line) {
    return new People.Student(
        known.id(),
        known.externalId(),
        ine(line, known),
        known.familyName(),
        known.usageName(),
        known.firstName(),
        known.email() == null ? line.email() : known.email(),
        known.birthDate() == null ? line.birthDate() : known.birthDate(),
        line.enteredOn() == null ? known.enteredOn() : line.enteredOn(),
        known.mef() == null ? line.mef() : known.mef(),
        known.search());
  }

  /** A national number once known is not forgotten, unless the file gives it to another. */
  private @Nullable String ine(Roster.Student student, People.@Nullable Student known) {
    if (student.ine() != null || known == null || known.ine() == null) {
      return student.ine();
    }
    return told.contains(known.ine()) ? null : known.ine();
  }

  private Found find(Roster.Student line) {
    People.Student sameIne = line.ine() == null ? null : byIne.get(line.ine());
    People.Student sameNumber = byNumber.get(line.externalId());
    if (sameIne != null && (sameNumber == null || sameNumber.equals(sameIne))) {
      return new Found(List.of(sameIne), true);
    }
    if (sameIne != null && sameNumber != null) {
      List<People.Student> fitting =
          Stream.of(sameIne, sameNumber)
              .filter(one -> hasName(one, line) && wasBorn(one, line))
              .toList();
      return fitting.size() == 1
          ? new Found(fitting, true)
          : new Found(List.of(sameIne, sameNumber), false);
    }
    if (sameNumber != null) {
      boolean fits = hasName(sameNumber, line) || wasBorn(sameNumber, line);
      return new Found(List.of(sameNumber), fits);
    }
    return inAnotherRegister(line);
  }

  /**
   * Sources that number people otherwise: no numbers can agree, so that name and birth date tell
   * who it is. Where one of these is missing or a number speaks against it, nobody can tell.
   */
  private Found inAnotherRegister(Roster.Student line) {
    Register register = Register.of(line.externalId());
    Set<People.Student> namesakes = new LinkedHashSet<>();
    for (String name : names(line.name())) {
      byName.getOrDefault(name, Set.of()).stream()
          .filter(one -> register == Register.LIST || register != Register.of(one.externalId()))
          .filter(one -> line.birthDate() == null || one.birthDate() == null || wasBorn(one, line))
          .forEach(namesakes::add);
    }
    boolean sure =
        namesakes.isEmpty()
            || (namesakes.size() == 1
                && namesakes.stream()
                    .allMatch(
                        one ->
                            wasBorn(one, line)
                                && (one.ine() == null
                                    || line.ine() == null
                                    || one.ine().equals(line.ine()))));
    return new Found(List.copyOf(namesakes), sure);
  }

  private static PersonName name(People.Student known) {
    return new PersonName(known.familyName(), known.usageName(), known.firstName());
  }

  /** With either of the two family names: lists have the one in use. */
  private static Set<String> names(PersonName name) {
    Set<String> names = new LinkedHashSet<>();
    names.add(name.comparable());
    names.add(new PersonName(name.last(), null, name.first()).comparable());
    return names;
  }

  private static boolean hasName(People.Student known, Roster.Student line) {
    return name(known).comparable().equals(line.name().comparable());
  }

  private static boolean wasBorn(People.Student known, Roster.Student line) {
    return known.birthDate() != null && known.birthDate().equals(line.birthDate());
  }
}
