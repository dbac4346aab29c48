package fr.jalons.indicators;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.school.known.DeclaredStructure;
import fr.jalons.school.known.RollLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A school on a day: its tracks, its classes and groups, and who belongs to each.
 *
 * @param structures the classes and groups that exist on that day
 */
record ShownScopes(SchoolId school, LocalDate day, Map<StructureId, Aspects> structures) {
  private static final int TRACK_FROM = 3;
  private static final int TRACK_UNTIL = 8;

  static ShownScopes of(SchoolId school, LocalDate day, Map<StructureId, Aspects> all) {
    Map<StructureId, Aspects> existing = new LinkedHashMap<>();
    all.forEach(
        (structure, aspects) -> {
          if (aspects.one(DeclaredStructure.class).existsOn(day)) {
            existing.put(structure, aspects);
          }
        });
    return new ShownScopes(school, day, existing);
  }

  /** Digits 4 to 8 of a CAP class's national code; null for any other class. */
  static @Nullable String track(@Nullable String mef) {
    return mef != null
            && mef.length() >= TRACK_UNTIL
            && (mef.startsWith("24") || mef.startsWith("27"))
        ? mef.substring(TRACK_FROM, TRACK_UNTIL)
        : null;
  }

  private DeclaredStructure declared(StructureId structure) {
    return Objects.requireNonNull(structures.get(structure)).one(DeclaredStructure.class);
  }

  private List<StructureId> all(StructureId.Kind kind) {
    return structures.keySet().stream().filter(s -> s.kind() == kind).toList();
  }

  List<StructureId> classes() {
    return all(StructureId.Kind.CLASS);
  }

  Set<String> tracks() {
    return classes().stream()
        .flatMap(c -> Stream.ofNullable(track(declared(c).mef())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<StructureId> classesOf(String track) {
    return classes().stream().filter(c -> track.equals(track(declared(c).mef()))).toList();
  }

  /** The classes or the group whose rolls make up a scope. */
  List<StructureId> within(Scope scope) {
    return switch (scope.kind()) {
      case SCHOOL -> classes();
      case TRACK -> classesOf(Objects.requireNonNull(scope.code()));
      case CLASS -> one(StructureId.Kind.CLASS, scope);
      case GROUP -> one(StructureId.Kind.GROUP, scope);
    };
  }

  private List<StructureId> one(StructureId.Kind kind, Scope scope) {
    StructureId structure = StructureId.of(school, kind, Objects.requireNonNull(scope.code()));
    return structures.containsKey(structure) ? List.of(structure) : List.of();
  }

  /** The classes that a group draws from; none for a class. */
  List<StructureId> drawnFrom(StructureId structure) {
    return structure.kind() == StructureId.Kind.CLASS
        ? List.of()
        : declared(structure).classes().stream()
            .map(code -> StructureId.of(school, StructureId.Kind.CLASS, code))
            .toList();
  }

  /** Members of some classes and groups on that day. */
  Set<StudentId> members(Collection<StructureId> some) {
    Set<StudentId> members = new LinkedHashSet<>();
    for (StructureId structure : some) {
      Objects.requireNonNull(structures.get(structure))
          .byEntry(RollLine.class)
          .forEach(
              (student, line) -> {
                if (line.on(day)) {
                  members.add(StudentId.of(student));
                }
              });
    }
    return members;
  }

  /** What is measured in a scope. */
  IndicatorLines.Subjects subjects(
      Scope scope, Map<StudentId, Aspects> students, Collection<Aspects> ofSchool) {
    List<StructureId> within = within(scope);
    return new IndicatorLines.Subjects(
        Map.of(
            Tags.STUDENT,
            members(within).stream()
                .map(student -> Objects.requireNonNull(students.get(student)))
                .toList(),
            Tags.STRUCTURE,
            within.stream().map(s -> Objects.requireNonNull(structures.get(s))).toList(),
            Tags.SCHOOL,
            scope.kind() == Scope.Kind.SCHOOL ? ofSchool : List.of()));
  }

  Scope whole() {
    return new Scope(Scope.Kind.SCHOOL, null, school.uai());
  }

  /** The scopes directly below one: tracks and the classes of none, classes, groups. */
  List<Scope> below(Scope scope) {
    List<Scope> below = new ArrayList<>();
    switch (scope.kind()) {
      case SCHOOL -> {
        tracks().forEach(track -> below.add(new Scope(Scope.Kind.TRACK, track, school.uai())));
        classes().stream()
            .filter(c -> track(declared(c).mef()) == null)
            .forEach(c -> below.add(scope(Scope.Kind.CLASS, c)));
      }
      case TRACK ->
          classesOf(Objects.requireNonNull(scope.code()))
              .forEach(c -> below.add(scope(Scope.Kind.CLASS, c)));
      case CLASS ->
          all(StructureId.Kind.GROUP).stream()
              .filter(group -> declared(group).classes().contains(scope.code()))
              .forEach(group -> below.add(scope(Scope.Kind.GROUP, group)));
      case GROUP -> {}
    }
    return below;
  }

  private Scope scope(Scope.Kind kind, StructureId structure) {
    return new Scope(kind, structure.code(), school.uai());
  }
}
