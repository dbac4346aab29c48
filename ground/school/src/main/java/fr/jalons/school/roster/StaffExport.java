package fr.jalons.school.roster;

import fr.jalons.events.StructureId.Kind;
import fr.jalons.school.roster.Roster.Service;
import fr.jalons.school.roster.Roster.Structure;
import fr.jalons.school.roster.Roster.Subject;
import fr.jalons.school.roster.Roster.Teacher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads STS-web's classes, groups and teachers, and what each teacher teaches to which of them. */
final class StaffExport extends Export {
  private final List<Warning> warnings;
  private final List<XmlElement> persons = new ArrayList<>();
  private final List<XmlElement> divisions = new ArrayList<>();
  private final List<XmlElement> groupings = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();
  private final Map<String, Structure> classes = new LinkedHashMap<>();
  private final Map<String, Structure> groups = new LinkedHashMap<>();
  private final Map<List<String>, Teacher> teachers = new LinkedHashMap<>();
  private final Set<Service> services = new LinkedHashSet<>();

  StaffExport(String file, Faults faults, List<Warning> warnings) {
    super(RosterSource.STAFF, file, faults);
    this.warnings = warnings;
  }

  /** Keeps the pieces for a second look: the file may mention a teacher before describing them. */
  @Override
  Map<String, Consumer<XmlElement>> pieces() {
    return Map.of(
        "NOMENCLATURES/MATIERES/MATIERE", element -> subject(fields(element)),
        "DONNEES/INDIVIDUS/INDIVIDU", persons::add,
        "DONNEES/STRUCTURE/DIVISIONS/DIVISION", this::division,
        "DONNEES/STRUCTURE/GROUPES/GROUPE", groupings::add);
  }

  @Override
  void complete() {
    divisions.forEach(element -> structure(Kind.CLASS, fields(element), classes));
    groupings.forEach(element -> structure(Kind.GROUP, fields(element), groups));
    persons.forEach(element -> teacher(fields(element)));
    divisions.forEach(element -> services(Kind.CLASS, element));
    groupings.forEach(element -> services(Kind.GROUP, element));
  }

  @Override
  boolean tellsNothing() {
    return teachers.isEmpty() || classes.isEmpty();
  }

  @Override
  Part part() {
    return Part.ofStaff(
        header(),
        Stream.concat(classes.values().stream(), groups.values().stream()).toList(),
        List.copyOf(teachers.values()),
        List.copyOf(services),
        List.copyOf(subjects));
  }

  private void subject(Fields fields) {
    String code = fields.code("CODE", fields.attribute("CODE"));
    if (code != null) {
      List<String> labels =
          Stream.of("LIBELLE_EDITION", "LIBELLE_LONG", "LIBELLE_COURT", "CODE_GESTION")
              .map(fields::text)
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      subjects.add(new Subject(fields.place(), code, labels));
    }
  }

  private void division(XmlElement element) {
    if (!Structures.isHousekeeping(element.attributes().getOrDefault("CODE", ""))) {
      divisions.add(element);
    }
  }

  private void structure(Kind kind, Fields fields, Map<String, Structure> known) {
    String code = fields.requiredAttribute("CODE");
    String label = fields.firstOf("LIBELLE_LONG", "LIBELLE_COURT");
    List<String> mefs = fields.attributes("MEFS_APPARTENANCE/MEF", "CODE");
    List<String> from = fields.attributes("DIVISIONS_APPARTENANCE/DIVISION_APPARTENANCE", "CODE");
    Structure structure =
        new Structure(
            fields.place(),
            kind,
            code,
            label == null ? code : label,
            mefs.size() == 1 ? fields.code("MEF", mefs.getFirst()) : null,
            knownClasses(from, fields, "roster.group-of-unknown-class"));
    if (!code.isEmpty() && known.putIfAbsent(code, structure) != null) {
      fields.fault("CODE", "roster.duplicate-structure", code);
    }
  }

  private void teacher(Fields fields) {
    String id = fields.requiredAttribute("ID");
    String type = fields.attribute("TYPE");
    String first = fields.text("PRENOM");
    Teacher teacher =
        new Teacher(
            fields.place(),
            id,
            type == null ? "" : type,
            new PersonName(
                fields.requiredFirstOf("NOM_PATRONYMIQUE", "NOM_USAGE"),
                fields.text("NOM_USAGE"),
                first == null ? "" : first),
            Email.of(fields.text("MEL"), fields.place(), warnings),
            knownClasses(
                fields.texts("PROFS_PRINC/PROF_PRINC/CODE_STRUCTURE"),
                fields,
                "roster.lead-of-unknown-class"),
            fields.attributes("DISCIPLINES/DISCIPLINE", "CODE"));
    if (!id.isEmpty() && teachers.putIfAbsent(List.of(id, teacher.type()), teacher) != null) {
      fields.fault("ID", "roster.duplicate-teacher");
    }
  }

  private List<String> knownClasses(List<String> codes, Fields fields, String otherwise) {
    codes.stream()
        .filter(code -> !classes.containsKey(code))
        .forEach(code -> warnings.add(fields.place().warning(otherwise, code)));
    return codes.stream().filter(classes::containsKey).toList();
  }

  private void services(Kind kind, XmlElement structure) {
    String code = structure.attributes().getOrDefault("CODE", "");
    structure
        .all("SERVICES/SERVICE")
        .forEach(
            service -> {
              Fields fields = fields(service);
              String subject = fields.requiredAttribute("CODE_MATIERE");
              fields.code("CODE_MATIERE", subject);
              service
                  .all("ENSEIGNANTS/ENSEIGNANT")
                  .map(this::fields)
                  .forEach(teacher -> service(teacher, kind, code, subject));
            });
  }

  private void service(Fields fields, Kind kind, String structure, String subject) {
    Teacher teacher = find(fields.requiredAttribute("ID"), fields.attribute("TYPE"));
    if (teacher == null) {
      warnings.add(fields.place().warning("roster.service-of-unknown-teacher", structure));
    } else {
      services.add(new Service(teacher, kind, structure, subject));
    }
  }

  /**
   * The number alone finds a teacher, as services often name another register, unless it is two.
   */
  private @Nullable Teacher find(String id, @Nullable String type) {
    Teacher exact = teachers.get(List.of(id, type == null ? "" : type));
    if (exact != null) {
      return exact;
    }
    List<Teacher> sameNumber =
        teachers.values().stream().filter(teacher -> teacher.externalId().equals(id)).toList();
    return sameNumber.size() == 1 ? sameNumber.getFirst() : null;
  }
}
