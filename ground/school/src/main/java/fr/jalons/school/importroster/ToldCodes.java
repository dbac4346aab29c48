package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.school.importroster.RosterById.Structure;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which class or group each code of the files means. A code is a name: what it names is told by who
 * is in it. A class whose code has vanished is the one that has another code and all its people.
 */
final class ToldCodes {
  private final KnownRoster known;
  private final RosterById told;
  private final YearDays year;
  private final Predicate<StructureId> planned;
  private final Map<StructureId, Structure> byId = new LinkedHashMap<>();
  private final Map<StructureId, Set<StudentId>> members = new HashMap<>();
  private final Map<StructureId, StructureId> meant = new HashMap<>();
  private final Map<StructureId, String> codes = new HashMap<>();
  private final Map<StructureId, Renamed> renamed = new LinkedHashMap<>();

  /**
   * A class or group has another code from now on.
   *
   * @param instead what bore this code in an earlier year, or stood for the same one until now
   */
  record Renamed(StructureDeclared before, Structure told, @Nullable StructureDeclared instead) {
    String code() {
      return told.code();
    }
  }

  /** One that may bear a code of the files. */
  private record Pair(StructureDeclared before, Structure told) {}

  /**
   * @param planned whether a session is planned for a class or group
   */
  ToldCodes(KnownRoster known, RosterById told, YearDays year, Predicate<StructureId> planned) {
    this.known = known;
    this.told = told;
    this.year = year;
    this.planned = planned;
    told.structures().forEach(structure -> byId.put(structure.id(), structure));
    told.students()
        .forEach(
            student ->
                student
                    .structures()
                    .forEach(
                        one ->
                            members
                                .computeIfAbsent(one, none -> new LinkedHashSet<>())
                                .add(student.id())));
    findRenamed(Kind.CLASS);
    findRenamed(Kind.GROUP);
    for (Structure structure : told.structures()) {
      StructureId id = meant.get(structure.id());
      StructureId identity = id == null ? identity(structure.id()) : id;
      meant.put(structure.id(), identity);
      codes.putIfAbsent(identity, structure.code());
    }
  }

  /** The roster with the classes and groups that its codes mean. */
  RosterById resolved() {
    Map<StructureId, Structure> structures = new LinkedHashMap<>();
    for (Structure structure : told.structures()) {
      StructureId id = meant(structure.id());
      Structure same =
          new Structure(
              structure.place(),
              id,
              code(id),
              structure.label(),
              structure.mef(),
              structure.classes().stream().map(this::codeOfClass).distinct().toList());
      structures.merge(id, same, (one, other) -> one.declared() ? one : other);
    }
    return told.with(List.copyOf(structures.values()), this::meant);
  }

  /** The classes and groups that have another code from now on. */
  List<Renamed> renamed() {
    return List.copyOf(renamed.values());
  }

  /** What a class or group is called from now on. */
  String code(StructureId structure) {
    Renamed now = renamed.get(structure);
    StructureDeclared before = known.ever().get(structure);
    if (now != null) {
      return now.code();
    }
    return before != null ? before.code() : codes.getOrDefault(structure, structure.key());
  }

  private String codeOfClass(String code) {
    StructureId id = StructureId.of(school(), Kind.CLASS, code);
    return meant.containsKey(id) ? code(meant(id)) : renamedFrom(code);
  }

  /** What the class is called now that was called so before this import. */
  private String renamedFrom(String code) {
    return renamed.values().stream()
        .filter(one -> one.before().structure().kind() == Kind.CLASS)
        .filter(one -> one.before().code().equals(code))
        .map(Renamed::code)
        .findFirst()
        .orElse(code);
  }

  /** The classes that a group draws from, by what they are called now. */
  List<String> classesNow(List<String> codes) {
    return codes.stream().map(this::renamedFrom).toList();
  }

  private SchoolId school() {
    return told.structures().getFirst().id().school();
  }

  private StructureId meant(StructureId id) {
    return Objects.requireNonNullElse(meant.get(id), id);
  }

  private void findRenamed(Kind kind) {
    List<Pair> pairs = new ArrayList<>();
    if (!year.first() && !isOlder()) {
      for (StructureDeclared before : known.structures().values()) {
        if (before.structure().kind() == kind && before.year() == told.year()) {
          told.structures().stream()
              .filter(one -> one.id().kind() == kind && isSame(before, one))
              .forEach(one -> pairs.add(new Pair(before, one)));
        }
      }
    }
    pairs.stream().filter(pair -> isOnly(pair, pairs)).forEach(this::rename);
  }

  /** An older file tells what things were called before, and is no reason to call them so again. */
  private boolean isOlder() {
    return ExportDays.isOlder(
        known,
        told,
        told.tells(RosterSource.STUDENTS) ? RosterSource.STUDENTS : RosterSource.STAFF);
  }

  private void rename(Pair pair) {
    StructureId structure = pair.before.structure();
    StructureDeclared other = bearer(pair.told);
    meant.put(pair.told.id(), structure);
    renamed.put(
        structure,
        new Renamed(
            pair.before,
            pair.told,
            other != null && known.structures().containsKey(other.structure()) ? other : null));
  }

  /** Of several, the one whose code has the new code of a class in the place of the old one. */
  private boolean isOnly(Pair pair, List<Pair> pairs) {
    List<Pair> rivals =
        pairs.stream()
            .filter(one -> one.before.equals(pair.before) || one.told.equals(pair.told))
            .toList();
    List<Pair> named = rivals.stream().filter(this::followsItsClass).toList();
    return rivals.size() == 1 || named.equals(List.of(pair));
  }

  private boolean followsItsClass(Pair pair) {
    return renamed.values().stream()
        .anyMatch(
            one ->
                pair.before.code().contains(one.before().code())
                    && pair.before
                        .code()
                        .replace(one.before().code(), one.code())
                        .equals(pair.told.code()));
  }

  private boolean isSame(StructureDeclared before, Structure now) {
    boolean mefFits = before.mef() == null || now.mef() == null || before.mef().equals(now.mef());
    return mefFits
        && hasVanished(before, now)
        && isUnknown(now)
        && (told.tells(RosterSource.STUDENTS)
            ? hasItsPeople(before.structure(), now)
            : hasItsTeachers(before.structure(), now)
                && !before.formerCodes().contains(now.code()));
  }

  /** No file tells the code, or STS-web alone does, which does not know the new one yet. */
  private boolean hasVanished(StructureDeclared before, Structure now) {
    Structure same = byId.get(StructureId.of(now.id().school(), now.id().kind(), before.code()));
    return same == null
        || !now.equals(same)
            && !now.declared()
            && same.declared()
            && !members.containsKey(same.id());
  }

  /** In this school year, nothing bears the code but what nobody has used. */
  private boolean isUnknown(Structure now) {
    StructureDeclared bearer = bearer(now);
    return bearer == null
        || bearer.year() < told.year()
        || known.students().values().stream()
                .allMatch(one -> one.in(bearer.structure()).beyond(year.start()) == null)
            && !planned.test(bearer.structure());
  }

  /** Whoever bears a code, or bore it last. */
  private @Nullable StructureDeclared bearer(Structure now) {
    return last(one -> one.kind() == now.id().kind(), one -> one.code().equals(now.code()));
  }

  private @Nullable StructureDeclared last(
      Predicate<StructureId> which, Predicate<StructureDeclared> how) {
    return known.ever().values().stream()
        .filter(one -> which.test(one.structure()) && how.test(one))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /** All whom the file still has are in it, and nobody from elsewhere, newcomers apart. */
  private boolean hasItsPeople(StructureId before, Structure now) {
    Set<StudentId> there = members.getOrDefault(now.id(), Set.of());
    Set<StudentId> stay = new HashSet<>();
    for (RosterById.Student student : told.students()) {
      boolean classless =
          before.kind() == Kind.CLASS
              && student.structures().stream().noneMatch(one -> one.kind() == Kind.CLASS);
      if (isIn(student.id(), before) && !student.onlyLeaves() && !classless) {
        stay.add(student.id());
      }
    }
    return !stay.isEmpty()
        && there.containsAll(stay)
        && there.stream()
            .filter(one -> !stay.contains(one))
            .noneMatch(one -> isElsewhere(one, before));
  }

  private boolean isIn(StudentId student, StructureId structure) {
    return known.attendee(student).in(structure).covers(year.day());
  }

  /** For a class, in another one; for a group, anywhere in the school. */
  private boolean isElsewhere(StudentId student, StructureId before) {
    Attendee there = known.attendee(student);
    return there.in(before).beyond(year.day()) == null
        && (before.kind() == Kind.CLASS
            ? there.classOn(year.day()) != null
            : there.covers(year.day()));
  }

  /**
   * STS-web has no pupils: the teachers whom it still has, with the same duties, tell as much. With
   * a former code it is behind.
   */
  private boolean hasItsTeachers(StructureId before, Structure now) {
    LocalDate day = told.effectiveOn(RosterSource.STAFF);
    Set<Object> listed =
        told.teachers().stream().map(RosterById.Teacher::id).collect(Collectors.toSet());
    Set<List<Object>> then =
        known.teachers().entrySet().stream()
            .filter(teacher -> listed.contains(teacher.getKey()))
            .flatMap(teacher -> duties(teacher.getKey(), teacher.getValue(), before))
            .collect(Collectors.toSet());
    Set<List<Object>> today =
        told.teachers().stream()
            .flatMap(teacher -> duties(teacher.id(), teacher.assignments(), now.id()))
            .collect(Collectors.toSet());
    return told.tells(RosterSource.STAFF)
        && !then.isEmpty()
        && today.containsAll(then)
        && known.students().values().stream().anyMatch(one -> one.in(before).beyond(day) != null);
  }

  private static Stream<List<Object>> duties(
      Object teacher, Set<RosterById.Assignment> assignments, StructureId structure) {
    return assignments.stream()
        .filter(one -> one.structure().equals(structure))
        .map(one -> Stream.of(teacher, one.duty(), String.valueOf(one.subject())).toList());
  }

  private StructureId identity(StructureId id) {
    Structure structure = Objects.requireNonNull(byId.get(id));
    StructureDeclared bearer = bearer(structure);
    bearer = bearer == null ? formerBearer(structure) : bearer;
    if (bearer != null) {
      return bearer.structure();
    }
    StructureId free = id;
    for (int number = 2; known.ever().containsKey(free); number++) {
      free = id.again(number);
    }
    return free;
  }

  /**
   * Whose former code a file still tells: an older one, STS-web that is behind, or the first of a
   * school year.
   */
  private @Nullable StructureDeclared formerBearer(Structure now) {
    StructureDeclared former =
        last(one -> one.kind() == now.id().kind(), one -> one.formerCodes().contains(now.code()));
    if (former == null) {
      return null;
    }
    Structure present =
        byId.get(StructureId.of(now.id().school(), now.id().kind(), code(former.structure())));
    if (year.first()) {
      if (present == null) {
        renamed.put(former.structure(), new Renamed(former, now, null));
      }
      return present == null ? former : null;
    }
    boolean behind = now.declared() && !members.containsKey(now.id());
    boolean apart = present != null && (present.declared() || !behind);
    return (behind || isOlder()) && !apart ? former : null;
  }
}
