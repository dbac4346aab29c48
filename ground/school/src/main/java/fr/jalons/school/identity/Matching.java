package fr.jalons.school.identity;

import fr.jalons.events.GuardianId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.roster.PersonName;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterSource;
import fr.jalons.school.roster.Warning;
import java.util.ArrayList;
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

/** Finds the people of a roster among those the school knows already. Pure. */
public final class Matching {
  private final Roster roster;
  private final People known;
  private final Supplier<UUID> newId;
  private final List<Warning> warnings = new ArrayList<>();

  private Matching(Roster roster, People known, Supplier<UUID> newId) {
    this.roster = roster;
    this.known = known;
    this.newId = newId;
  }

  /**
   * The people of a roster, under the ids by which they are known or new ones.
   *
   * @throws Refusal if a pupil's numbers point at different pupils
   */
  public static MatchResult match(Roster roster, People known, Supplier<UUID> newId) {
    return new Matching(roster, known, newId).match();
  }

  private MatchResult match() {
    StudentMatching matching = new StudentMatching(known.students(), newId);
    Map<Roster.Student, People.Student> students = matching.rows(roster.students());
    if (!matching.faults().isEmpty()) {
      throw new Refusal(Refusal.Kind.INVALID, matching.faults());
    }
    Map<String, UUID> studentIds = studentIds(students);
    List<Roster.Guardianship> links = ofKnownStudents(studentIds);
    Map<String, People.Guardian> guardians = guardians(links);
    List<People.Guardianship> guardianships = guardianships(links, guardians, studentIds);
    Map<Roster.Teacher, People.Teacher> teachers = teachers();
    People people =
        new People(
            roster.schoolName(),
            List.copyOf(students.values()),
            List.copyOf(guardians.values()),
            guardianships,
            roster.tells(RosterSource.STAFF) ? List.copyOf(teachers.values()) : null);
    return new MatchResult(
        people,
        differs(people),
        mapped(studentIds, StudentId::new),
        students.values().stream()
            .filter(row -> !known.students().contains(row))
            .map(row -> new StudentId(row.id()))
            .collect(Collectors.toUnmodifiableSet()),
        guardianships.stream()
            .map(
                link ->
                    new MatchResult.Link(
                        new GuardianId(link.guardian()), new StudentId(link.student())))
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        mapped(teachers, row -> new TeacherId(row.id())),
        warnings);
  }

  private boolean differs(People wanted) {
    Set<People.Teacher> listed =
        new HashSet<>(Objects.requireNonNullElse(known.teachers(), List.<People.Teacher>of()));
    listed.removeIf(teacher -> !teacher.listed());
    return (wanted.schoolName() != null && !wanted.schoolName().equals(known.schoolName()))
        || !new HashSet<>(known.students()).containsAll(wanted.students())
        || !new HashSet<>(known.guardians()).containsAll(wanted.guardians())
        || !new HashSet<>(known.guardianships()).containsAll(wanted.guardianships())
        || (wanted.teachers() != null && !listed.equals(Set.copyOf(wanted.teachers())));
  }

  /** Without the pupils' file, guardians refer to the pupils who are known already. */
  private Map<String, UUID> studentIds(Map<Roster.Student, People.Student> rows) {
    Map<String, UUID> ids = new HashMap<>();
    if (!roster.tells(RosterSource.STUDENTS)) {
      known.students().forEach(student -> ids.put(student.externalId(), student.id()));
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

  /** Those of these links; nothing is kept of people who are responsible for nobody. */
  private Map<String, People.Guardian> guardians(List<Roster.Guardianship> links) {
    Map<String, UUID> ids = new HashMap<>();
    known.guardians().forEach(guardian -> ids.put(guardian.externalId(), guardian.id()));
    Set<String> needed =
        links.stream().map(Roster.Guardianship::guardian).collect(Collectors.toSet());
    Map<String, People.Guardian> rows = new LinkedHashMap<>();
    for (Roster.Guardian guardian : roster.guardians()) {
      String number = guardian.externalId();
      PersonName name = guardian.name();
      if (needed.contains(number)) {
        UUID id = ids.computeIfAbsent(number, unknown -> newId.get());
        rows.put(
            number, new People.Guardian(id, number, name.family(), name.usage(), name.first()));
      }
    }
    return rows;
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
    Map<Roster.Teacher, People.Teacher> rows = new LinkedHashMap<>();
    for (Roster.Teacher teacher : roster.teachers()) {
      People.Teacher found = find(teacher);
      rows.put(
          teacher,
          new People.Teacher(
              found == null ? newId.get() : found.id(),
              teacher.externalId(),
              teacher.type(),
              teacher.name().family(),
              teacher.name().usage(),
              teacher.name().first(),
              teacher.disciplines(),
              true));
    }
    return rows;
  }

  /** By number and register; by the number alone if only one person has or had it. */
  private People.@Nullable Teacher find(Roster.Teacher teacher) {
    List<People.Teacher> sameNumber =
        Objects.requireNonNullElse(known.teachers(), List.<People.Teacher>of()).stream()
            .filter(one -> one.externalId().equals(teacher.externalId()))
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
