package fr.jalons.indicators;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Together;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A school on a day: its tracks, its classes and groups, and who belongs to each.
 *
 * @param structures the classes and groups that exist on that day
 * @param ever all that the school ever had
 */
record ShownScopes(
    SchoolId school, LocalDate day, Map<StructureId, Aspects> structures, DeclaredStructures ever) {
  static ShownScopes of(SchoolId school, LocalDate day, Map<StructureId, Aspects> all) {
    return of(school, day, new DeclaredStructures(all));
  }

  private static ShownScopes of(SchoolId school, LocalDate day, DeclaredStructures all) {
    Map<StructureId, Aspects> existing = new LinkedHashMap<>();
    all.aspects()
        .forEach(
            (structure, aspects) -> {
              if (all.declared(structure).existsOn(day)) {
                existing.put(structure, aspects);
              }
            });
    return new ShownScopes(school, day, existing, all);
  }

  /** The same school on another day. */
  ShownScopes on(LocalDate other) {
    return of(school, other, ever);
  }

  private List<StructureId> all(StructureId.Kind kind) {
    return structures.keySet().stream().filter(s -> s.kind() == kind).toList();
  }

  List<StructureId> classes() {
    return all(StructureId.Kind.CLASS);
  }

  Set<String> tracks() {
    return classes().stream()
        .flatMap(c -> Stream.ofNullable(ever.track(c)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<StructureId> classesOf(String track) {
    return classes().stream().filter(c -> track.equals(ever.track(c))).toList();
  }

  /** The classes or the group whose rolls make up a scope. */
  List<StructureId> within(Scope scope) {
    return switch (scope.kind()) {
      case SCHOOL -> classes();
      case TRACK -> classesOf(Objects.requireNonNull(scope.code()));
      case CLASS, GROUP -> {
        StructureId structure = structure(scope);
        yield structures.containsKey(structure) ? List.of(structure) : List.of();
      }
    };
  }

  private StructureId structure(Scope scope) {
    return Objects.requireNonNull(scope.structure());
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

  /** Members of any class or group the school ever had, on some day from one on. */
  Set<StudentId> membersSince(LocalDate first) {
    Set<StudentId> members = new LinkedHashSet<>();
    for (Aspects structure : ever.aspects().values()) {
      structure
          .byEntry(RollLine.class)
          .forEach(
              (student, line) -> {
                if (line.isBetween(first, day)) {
                  members.add(StudentId.of(student));
                }
              });
    }
    return members;
  }

  /** What is measured in a scope. */
  IndicatorLines.Subjects subjects(
      Scope scope,
      Map<StudentId, Aspects> students,
      Aspects ofSchool,
      ScopeView.Figures figures,
      Supplier<Together> everybody) {
    List<StructureId> within = within(scope);
    return new IndicatorLines.Subjects(
        Map.of(
            Tags.STUDENT,
            Together.of(
                members(within).stream()
                    .map(student -> Objects.requireNonNull(students.get(student)))
                    .toList()),
            Tags.STRUCTURE,
            Together.of(
                within.stream().map(s -> Objects.requireNonNull(structures.get(s))).toList()),
            Tags.SCHOOL,
            scope.kind() == Scope.Kind.SCHOOL ? Together.of(List.of(ofSchool)) : Together.nobody()),
        view(scope, ofSchool, ever.aspects(), figures),
        everybody);
  }

  /** What a scope of an answer means as that of a record. */
  private RecordScope meant(Scope scope) {
    return switch (scope.kind()) {
      case SCHOOL -> RecordScope.of(school);
      case TRACK -> new RecordScope(school, null, scope.code());
      case CLASS, GROUP -> RecordScope.of(structure(scope));
    };
  }

  /** Whether a scope contains the other: a class contains the groups that draw from it. */
  private boolean contains(RecordScope outer, RecordScope inner) {
    StructureId structure = inner.structure();
    return outer.school().equals(inner.school())
        && (outer.equals(inner)
            || switch (outer.scale()) {
              case SCHOOL -> true;
              case TRACK ->
                  structure != null
                      && Stream.concat(Stream.of(structure), ever.classesOf(structure).stream())
                          .anyMatch(one -> Objects.equals(outer.track(), ever.track(one)));
              case CLASS ->
                  structure != null
                      && ever.classesOf(structure)
                          .contains(Objects.requireNonNull(outer.structure()));
              case GROUP -> false;
            });
  }

  /** The track that a scope lies in; the scope itself where there is none, or several. */
  RecordScope track(RecordScope scope) {
    StructureId structure = scope.structure();
    if (structure == null) {
      return scope;
    }
    List<String> tracks =
        Stream.concat(Stream.of(structure), ever.classesOf(structure).stream())
            .flatMap(one -> Stream.ofNullable(ever.track(one)))
            .distinct()
            .toList();
    return tracks.size() == 1 ? new RecordScope(scope.school(), null, tracks.getFirst()) : scope;
  }

  /** Whether a scope of a record overlaps with one that is asked for. */
  Predicate<Object> overlapping(Scope scope) {
    RecordScope asked = meant(scope);
    return other ->
        other instanceof RecordScope one && (contains(asked, one) || contains(one, asked));
  }

  /** The classes and groups that overlap with a scope. */
  List<StructureId> around(Scope scope) {
    Predicate<Object> overlapping = overlapping(scope);
    return ever.aspects().keySet().stream()
        .filter(one -> overlapping.test(RecordScope.of(one)))
        .toList();
  }

  /**
   * A scope as indicators look at it.
   *
   * @param ofSchool what the school has on file
   * @param around the classes and groups around the scope, with what is measured of them
   * @param figures what other indicators say
   */
  ScopeView view(
      Scope scope, Aspects ofSchool, Map<StructureId, Aspects> around, ScopeView.Figures figures) {
    RecordScope asked = meant(scope);
    List<Aspects> near =
        around(scope).stream().map(one -> Objects.requireNonNull(around.get(one))).toList();
    return new ScopeView(
        asked,
        ofSchool,
        near,
        overlapping(scope),
        other -> other instanceof RecordScope inner && contains(asked, inner),
        figures,
        Together.of(
            Stream.of(List.of(ofSchool), ever.aspects().values(), near)
                .flatMap(Collection::stream)
                .toList()));
  }

  /** What a record is about as an answer names it. */
  Scope answering(RecordScope scope) {
    StructureId structure = scope.structure();
    if (structure == null) {
      return new Scope(
          scope.track() == null ? Scope.Kind.SCHOOL : Scope.Kind.TRACK,
          scope.track(),
          school.uai());
    }
    return scope(structure);
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
        classes().stream().filter(c -> ever.track(c) == null).forEach(c -> below.add(scope(c)));
      }
      case TRACK ->
          classesOf(Objects.requireNonNull(scope.code())).forEach(c -> below.add(scope(c)));
      case CLASS ->
          all(StructureId.Kind.GROUP).stream()
              .filter(group -> ever.declared(group).classes().contains(scope.code()))
              .forEach(group -> below.add(scope(group)));
      case GROUP -> {}
    }
    return below;
  }

  private Scope scope(StructureId structure) {
    return Scope.of(structure, ever.code(structure));
  }
}
