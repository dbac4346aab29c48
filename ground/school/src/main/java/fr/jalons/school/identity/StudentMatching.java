package fr.jalons.school.identity;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.roster.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds pupils again: by their national number, which outlives a change of school or of number, and
 * else by the school's own. Where the two point at different pupils, or a number has gone to
 * another child, nothing is guessed: one child's file must not be shown to another's parents.
 */
final class StudentMatching {
  private final Map<String, People.Student> byIne = new HashMap<>();
  private final Map<String, People.Student> byNumber = new HashMap<>();
  private final Map<UUID, Roster.Student> taken = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Supplier<UUID> newId;

  StudentMatching(List<People.Student> known, Supplier<UUID> newId) {
    this.newId = newId;
    for (People.Student student : known) {
      byNumber.put(student.externalId(), student);
      if (student.ine() != null) {
        byIne.put(student.ine(), student);
      }
    }
  }

  List<Fault> faults() {
    return faults;
  }

  /** The rows of these pupils, in their order. */
  Map<Roster.Student, People.Student> rows(List<Roster.Student> students) {
    Map<Roster.Student, People.Student> rows = new LinkedHashMap<>();
    students.forEach(student -> rows.put(student, row(student)));
    return rows;
  }

  private People.Student row(Roster.Student student) {
    People.Student known = find(student);
    UUID id = known == null ? newId.get() : known.id();
    if (taken.putIfAbsent(id, student) != null) {
      conflict(student, "roster.same-student-twice");
    }
    return new People.Student(
        id,
        student.externalId(),
        student.ine() == null && known != null ? known.ine() : student.ine(),
        student.name().family(),
        student.name().usage(),
        student.name().first(),
        student.birthDate(),
        student.enteredOn() == null && known != null ? known.enteredOn() : student.enteredOn(),
        student.mef(),
        student.name().searchable());
  }

  private People.@Nullable Student find(Roster.Student student) {
    People.Student sameIne = student.ine() == null ? null : byIne.get(student.ine());
    People.Student sameNumber = byNumber.get(student.externalId());
    if (sameIne != null && sameNumber != null && !sameIne.equals(sameNumber)) {
      conflict(student, "roster.numbers-disagree");
    }
    if (sameIne != null || sameNumber == null) {
      return sameIne;
    }
    boolean otherIne = student.ine() != null && sameNumber.ine() != null;
    if (otherIne && !student.birthDate().equals(sameNumber.birthDate())) {
      conflict(student, "roster.number-of-another");
    }
    return sameNumber;
  }

  private void conflict(Roster.Student student, String key) {
    faults.add(student.place().fault("ELEVE/ID_NATIONAL", key));
  }
}
