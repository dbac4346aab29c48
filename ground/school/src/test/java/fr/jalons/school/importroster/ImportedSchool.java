package fr.jalons.school.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.school.roster.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A school that imports file after file, without a log or a database, everything confirmed. */
final class ImportedSchool {
  static final SchoolId SCHOOL = new SchoolId("0990002C");
  private static final LocalDate TODAY = LocalDate.of(2030, 7, 31);

  private final KnownRoster known = new KnownRoster();
  private final List<SchoolEvent> events = new ArrayList<>();
  private final Map<StudentId, LocalDate> entered = new HashMap<>();
  private final Map<StructureId, NavigableSet<LocalDate>> planned = new HashMap<>();
  private List<String> warnings = List.of();

  /** A session is planned for a class or group. */
  ImportedSchool plans(StructureId structure, LocalDate day) {
    planned.computeIfAbsent(structure, none -> new TreeSet<>()).add(day);
    return this;
  }

  /** What one more import changes; its codes of messages and their arguments are warnings. */
  List<SchoolEvent> imports(FileDraft file) {
    List<SchoolEvent> changed = preview(file).events();
    changed.forEach(known::apply);
    events.addAll(changed);
    entered.putAll(file.entered());
    warnings =
        changed.stream()
            .filter(RosterImported.class::isInstance)
            .flatMap(event -> ((RosterImported) event).warnings().stream())
            .map(Warning::parse)
            .map(warning -> warning.key() + warning.args())
            .toList();
    return changed;
  }

  Outcome preview(FileDraft file) {
    RosterImported last = known.last();
    RosterById roster = file.roster(last == null ? null : last.importId(), Map.copyOf(entered));
    return new Decision(known, file.command(roster), around()).outcome();
  }

  private Circumstances around() {
    return new Circumstances(
        TODAY,
        student -> Collections.emptyNavigableSet(),
        structure -> planned.getOrDefault(structure, Collections.emptyNavigableSet()),
        0.1,
        3);
  }

  KnownRoster known() {
    return known;
  }

  /** All that its imports have changed. */
  List<SchoolEvent> events() {
    return List.copyOf(events);
  }

  /** The day of entry that some file told last. */
  @Nullable LocalDate entered(StudentId student) {
    return entered.get(student);
  }

  /** What the last import warned of. */
  List<String> warnings() {
    return warnings;
  }

  /** The class or group that bears a code and exists; null if there is none. */
  @Nullable StructureId bearing(Kind kind, String code) {
    return known.structures().values().stream()
        .filter(one -> one.structure().kind() == kind && one.code().equals(code))
        .map(SchoolEvent.StructureDeclared::structure)
        .findFirst()
        .orElse(null);
  }

  /** The code of the class of a student on a day. */
  @Nullable String classOf(StudentId student, LocalDate day) {
    StructureId structure = known.attendee(student).classOn(day);
    return structure == null ? null : code(structure);
  }

  String code(StructureId structure) {
    return Objects.requireNonNull(known.ever().get(structure)).code();
  }

  /** Which import a file is. */
  static ImportId anImport() {
    return new ImportId(UUID.randomUUID());
  }
}
