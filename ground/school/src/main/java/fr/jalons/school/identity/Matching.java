package fr.jalons.school.identity;

import fr.jalons.events.GuardianId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.roster.PersonName;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterSource;
import fr.jalons.school.roster.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people of a roster among those the school knows already. Pure. A file that tells
 * nobody's e-mail address leaves those that are known; one that tells some tells all.
 */
public final class Matching {
  private static final String SEVERAL = "roster.several-fit";

  private final Roster roster;
  private final People known;
  private final Supplier<UUID> newId;
  private final StudentMatching matching;
  private final List<Warning> warnings = new ArrayList<>();

  private Matching(Roster roster, People known, Supplier<UUID> newId, StudentMatching matching) {
    this.roster = roster;
    this.known = known;
    this.newId = newId;
    this.matching = matching;
  }

  /**
   * The people of a roster, under the ids by which they are known or new ones. Lines that nobody
   * can decide about are left out, with a warning for each conflict.
   */
  public static MatchResult match(Roster roster, People known, Supplier<UUID> newId) {
    StudentMatching matching =
        new StudentMatching(known.students(), newId).compare(roster.students());
    return new Matching(without(matching.doubts(), roster), known, newId, matching).match();
  }

  private MatchResult match() {
    Map<Roster.Student, People.Student> students = matching.rows();
    Map<String, UUID> studentIds = studentIds(students);
    List<Roster.Guardianship> links = ofKnownStudents(studentIds);
    Map<String, People.Guardian> guardians = guardians(links, studentIds);
    List<People.Guardianship> guardianships = guardianships(links, guardians, studentIds);
    Map<Roster.Teacher, People.Teacher> teachers = teachers();
    Set<People.Student> told =
        known.students().stream().map(People.Student::withoutEmail).collect(Collectors.toSet());
    People people =
        new People(
            roster.schoolName(),
            List.copyOf(students.values()),
            List.copyOf(guardians.values()),
            guardianships,
            roster.tells(RosterSource.STAFF) ? List.copyOf(teachers.values()) : null,
            roster.tells(RosterSource.STUDENTS) ? conflicts() : null);
    return new MatchResult(
        people,
        differs(people),
        mapped(studentIds, StudentId::new),
        students.values().stream()
            .filter(row -> !told.contains(row.withoutEmail()))
            .filter(row -> !told.contains(row.withoutEntry()))
            .map(row -> new StudentId(row.id()))
            .collect(Collectors.toUnmodifiableSet()),
        guardianships.stream()
            .map(
                link ->
                    new MatchResult.Link(
                        new GuardianId(link.guardian()), new StudentId(link.student())))
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        mapped(teachers, row -> new TeacherId(row.id())),
        roster,
        matching.doubts(),
        warnings);
  }

  private static Roster without(List<StudentMatching.Doubt> doubts, Roster roster) {
    if (doubts.isEmpty()) {
      return roster;
    }
    Set<String> numbers = new HashSet<>();
    List<Warning> warnings = new ArrayList<>(roster.warnings());
    for (StudentMatching.Doubt doubt : doubts) {
      doubt.lines().forEach(line -> numbers.add(line.externalId()));
      warnings.add(doubt.lines().getFirst().place().warning("roster.conflict"));
    }
    return roster.without(numbers, warnings);
  }

  /** A doubt that is known already keeps its id. */
  private List<People.Conflict> conflicts() {
    List<People.Conflict> open =
        Objects.requireNonNullElse(known.conflicts(), List.<People.Conflict>of());
    return matching.doubts().stream()
        .map(
            doubt -> {
              People.Conflict told =
                  new People.Conflict(
                      newId.get(),
                      doubt.lines().stream().map(Matching::line).toList(),
                      doubt.students().stream().map(People.Student::id).toList());
              return open.stream()
                  .filter(told::isSame)
                  .findFirst()
                  .map(same -> new People.Conflict(same.id(), told.lines(), told.students()))
                  .orElse(told);
            })
        .toList();
  }

  private static People.Line line(Roster.Student student) {
    return new People.Line(
        student.place().line(),
        student.externalId(),
        student.ine(),
        student.name().last(),
        student.name().first(),
        student.birthDate(),
        student.classes().stream().findFirst().orElse(null));
  }

  private boolean differs(People wanted) {
    Set<People.Teacher> listed =
        new HashSet<>(Objects.requireNonNullElse(known.teachers(), List.<People.Teacher>of()));
    listed.removeIf(teacher -> !teacher.listed());
    return (wanted.schoolName() != null && !wanted.schoolName().equals(known.schoolName()))
        || !new HashSet<>(known.students()).containsAll(wanted.students())
        || !new HashSet<>(known.guardians()).containsAll(wanted.guardians())
        || !new HashSet<>(known.guardianships()).containsAll(wanted.guardianships())
        || (wanted.conflicts() != null
            && !Set.copyOf(wanted.conflicts())
                .equals(
                    Set.copyOf(
                        Objects.requireNonNullElse(known.conflicts(), List.<People.Conflict>of()))))
        || (wanted.teachers() != null && !listed.equals(Set.copyOf(wanted.teachers())));
  }

  /** Without the pupils' file, guardians refer to the pupils who are known already. */
  private Map<String, UUID> studentIds(Map<Roster.Student, People.Student> rows) {
    Map<String, UUID> ids = new HashMap<>();
    if (!roster.tells(RosterSource.STUDENTS)) {
      known.students().stream()
          .filter(student -> student.externalId() != null)
          .forEach(student -> ids.put(Objects.requireNonNull(student.externalId()), student.id()));
    }
    rows.forEach((student, row) -> ids.put(student.externalId(), row.id()));
    return ids;
  }

  private List<Roster.Guardianship> ofKnownStudents(Map<String, UUID> students) {
    roster.guardianships().stream()
        .filter(link -> !students.containsKey(link.student()))
        .forEach(link -> warnings.add(link.place().warning("roster.guardian-of-unknown-student")));
    return roster.guardianships().stream()
        .filter(link -> students.containsKey(link.student()))
        .toList();
  }

  /** Those of these links; nothing is kept of people without a child here. */
  private Map<String, People.Guardian> guardians(
      List<Roster.Guardianship> links, Map<String, UUID> students) {
    Map<String, Roster.Guardianship> firstLinks = new HashMap<>();
    links.forEach(link -> firstLinks.putIfAbsent(link.guardian(), link));
    List<Roster.Guardian> lines =
        roster.guardians().stream()
            .filter(guardian -> firstLinks.containsKey(guardian.externalId()))
            .toList();
    Renumbering<Roster.Guardian, People.Guardian> found = found(lines, links, students);
    found
        .doubtful()
        .forEach(
            line ->
                warnings.add(
                    Objects.requireNonNull(firstLinks.get(line.externalId()))
                        .place()
                        .warning(SEVERAL)));
    boolean tellsEmails = roster.guardians().stream().anyMatch(line -> line.email() != null);
    Map<String, People.Guardian> rows = new LinkedHashMap<>();
    for (Roster.Guardian line : lines) {
      People.Guardian same = found.find(line);
      PersonName name = line.name();
      rows.put(
          line.externalId(),
          new People.Guardian(
              same == null ? newId.get() : same.id(),
              line.externalId(),
              name.family(),
              name.usage(),
              name.first(),
              tellsEmails || same == null ? line.email() : same.email()));
    }
    return rows;
  }

  private Renumbering<Roster.Guardian, People.Guardian> found(
      List<Roster.Guardian> lines, List<Roster.Guardianship> links, Map<String, UUID> students) {
    Map<String, People.Guardian> byNumber = new HashMap<>();
    Map<UUID, Set<UUID>> children = new HashMap<>();
    Map<String, Set<UUID>> told = new HashMap<>();
    known.guardians().stream()
        .filter(one -> one.externalId() != null)
        .forEach(one -> byNumber.put(Objects.requireNonNull(one.externalId()), one));
    known
        .guardianships()
        .forEach(
            link ->
                children
                    .computeIfAbsent(link.guardian(), none -> new HashSet<>())
                    .add(link.student()));
    links.forEach(
        link ->
            told.computeIfAbsent(link.guardian(), none -> new HashSet<>())
                .add(Objects.requireNonNull(students.get(link.student()))));
    Set<String> needed = told.keySet();
    return new Renumbering<Roster.Guardian, People.Guardian>(
            Roster.Guardian::name,
            one -> new PersonName(one.familyName(), one.usageName(), one.firstName()),
            (line, one) ->
                !Collections.disjoint(
                    told.getOrDefault(line.externalId(), Set.of()),
                    children.getOrDefault(one.id(), Set.of())))
        .compare(
            lines,
            line -> byNumber.get(line.externalId()),
            known.guardians().stream()
                .filter(
                    one ->
                        one.externalId() == null
                            || needed.contains(one.externalId())
                            || !roster.persons().contains(one.externalId()))
                .toList());
  }

  private static List<People.Guardianship> guardianships(
      List<Roster.Guardianship> links,
      Map<String, People.Guardian> guardians,
      Map<String, UUID> students) {
    return links.stream()
        .map(
            link ->
                new People.Guardianship(
                    Objects.requireNonNull(guardians.get(link.guardian())).id(),
                    Objects.requireNonNull(students.get(link.student())),
                    link.rank()))
        .toList();
  }

  private Map<Roster.Teacher, People.Teacher> teachers() {
    List<People.Teacher> staff =
        Objects.requireNonNullElse(known.teachers(), List.<People.Teacher>of());
    Renumbering<Roster.Teacher, People.Teacher> all =
        new Renumbering<Roster.Teacher, People.Teacher>(
                Roster.Teacher::name,
                one -> new PersonName(one.familyName(), one.usageName(), one.firstName()),
                (line, one) -> true)
            .compare(roster.teachers(), this::find, staff);
    all.doubtful().forEach(line -> warnings.add(line.place().warning(SEVERAL)));
    boolean tellsEmails = roster.teachers().stream().anyMatch(line -> line.email() != null);
    Map<Roster.Teacher, People.Teacher> rows = new LinkedHashMap<>();
    for (Roster.Teacher teacher : roster.teachers()) {
      People.Teacher found = all.find(teacher);
      rows.put(
          teacher,
          new People.Teacher(
              found == null ? newId.get() : found.id(),
              teacher.externalId(),
              teacher.type(),
              teacher.name().family(),
              teacher.name().usage(),
              teacher.name().first(),
              tellsEmails || found == null ? teacher.email() : found.email(),
              teacher.disciplines(),
              true));
    }
    return rows;
  }

  /** By number and register; by the number alone if only one person has or had it. */
  private People.@Nullable Teacher find(Roster.Teacher teacher) {
    List<People.Teacher> sameNumber =
        Objects.requireNonNullElse(known.teachers(), List.<People.Teacher>of()).stream()
            .filter(one -> teacher.externalId().equals(one.externalId()))
            .toList();
    long namesakes =
        roster.teachers().stream()
            .filter(one -> one.externalId().equals(teacher.externalId()))
            .count();
    return sameNumber.stream()
        .filter(one -> one.register().equals(teacher.type()))
        .findFirst()
        .orElseGet(() -> sameNumber.size() == 1 && namesakes == 1 ? sameNumber.getFirst() : null);
  }

  private static <K, V, W> Map<K, W> mapped(Map<K, V> map, Function<V, W> change) {
    Map<K, W> changed = new LinkedHashMap<>();
    map.forEach((key, value) -> changed.put(key, change.apply(value)));
    return changed;
  }
}
