package fr.jalons.school.roster;

import fr.jalons.events.StructureId.Kind;
import fr.jalons.school.roster.Roster.Student;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads SIECLE's pupils: who they are, then (or before) to which classes and groups they belong.
 */
final class StudentsExport extends Export {
  private final List<Warning> warnings;
  private final Map<String, Student> students = new LinkedHashMap<>();
  private final Map<String, Integer> lineOfIne = new HashMap<>();
  private final Map<String, Map<Kind, Set<String>>> structures = new HashMap<>();
  private final Map<String, Fields> structuresAt = new LinkedHashMap<>();

  StudentsExport(String file, Faults faults, List<Warning> warnings) {
    super(RosterSource.STUDENTS, file, faults);
    this.warnings = warnings;
  }

  @Override
  Map<String, Consumer<XmlElement>> pieces() {
    return Map.of(
        "DONNEES/ELEVES/ELEVE",
        element -> student(fields(element)),
        "DONNEES/STRUCTURES/STRUCTURES_ELEVE",
        this::structures);
  }

  @Override
  void complete() {
    structuresAt.forEach(
        (id, fields) -> {
          if (!students.containsKey(id)) {
            fields.fault("ELEVE_ID", "roster.structures-of-unknown-student");
          }
        });
  }

  @Override
  boolean tellsNothing() {
    return students.isEmpty();
  }

  /** The pupils with their classes and groups, in the order of the file. */
  @Override
  Part part() {
    return Part.ofStudents(
        header(), students.values().stream().map(this::withStructures).toList(), List.of());
  }

  private void student(Fields fields) {
    String id = fields.requiredAttribute("ELEVE_ID");
    String ine = fields.firstOf("ID_NATIONAL", "INE_RNIE");
    LocalDate birthDate = fields.requiredDay("DATE_NAISS");
    LocalDate enteredOn = fields.day("DATE_ENTREE");
    LocalDate leftOn = fields.day("DATE_SORTIE");
    Student student =
        new Student(
            fields.place(),
            id,
            ine == null ? null : ine.toUpperCase(Locale.ROOT),
            new PersonName(
                fields.required("NOM_DE_FAMILLE"),
                fields.text("NOM_USAGE"),
                fields.required("PRENOM")),
            Email.of(fields.text("MEL"), fields.place(), warnings),
            birthDate,
            fields.code("CODE_MEF", fields.text("CODE_MEF")),
            enteredOn,
            leftOn,
            List.of(),
            List.of(),
            true);
    if (enteredOn != null && !birthDate.isBefore(enteredOn)) {
      fields.fault("DATE_NAISS", "roster.born-after-entry");
    }
    if (enteredOn != null && leftOn != null && leftOn.isBefore(enteredOn)) {
      fields.fault("DATE_SORTIE", "roster.left-before-entry");
    }
    register(student, fields);
  }

  private void register(Student student, Fields fields) {
    if (student.externalId().isEmpty()) {
      return; // a fault already
    }
    Student same = students.putIfAbsent(student.externalId(), student);
    if (same != null) {
      fields.fault("ELEVE_ID", "roster.duplicate-student", line(same.place().line()));
    } else if (student.ine() != null) {
      Integer earlier = lineOfIne.putIfAbsent(student.ine(), student.place().line());
      if (earlier != null) {
        fields.fault("ID_NATIONAL", "roster.duplicate-ine", line(earlier));
      }
    }
  }

  private void structures(XmlElement element) {
    Fields fields = fields(element);
    String id = fields.requiredAttribute("ELEVE_ID");
    structuresAt.putIfAbsent(id, fields);
    Map<Kind, Set<String>> codes = structures.computeIfAbsent(id, key -> new TreeMap<>());
    element.all("STRUCTURE").map(this::fields).forEach(structure -> structure(structure, codes));
    if (codes.getOrDefault(Kind.CLASS, Set.of()).size() > 1) {
      fields.fault("STRUCTURE", "roster.two-classes");
    }
  }

  private static void structure(Fields fields, Map<Kind, Set<String>> codes) {
    String code = fields.required("CODE_STRUCTURE");
    switch (fields.required("TYPE_STRUCTURE")) {
      case "D" -> {
        if (!Structures.isHousekeeping(code)) {
          codes.computeIfAbsent(Kind.CLASS, kind -> new LinkedHashSet<>()).add(code);
        }
      }
      case "G" -> codes.computeIfAbsent(Kind.GROUP, kind -> new LinkedHashSet<>()).add(code);
      case "" -> {} // a fault already
      default -> fields.fault("TYPE_STRUCTURE", "roster.bad-structure-type");
    }
  }

  private Student withStructures(Student student) {
    Map<Kind, Set<String>> codes = structures.getOrDefault(student.externalId(), Map.of());
    return student.in(
        List.copyOf(codes.getOrDefault(Kind.CLASS, Set.of())),
        List.copyOf(codes.getOrDefault(Kind.GROUP, Set.of())));
  }

  /** As text, since a number would be shown with a thousands separator. */
  private static String line(int line) {
    return Integer.toString(line);
  }
}
