package fr.jalons.school.roster;

import fr.jalons.events.StructureId.Kind;
import fr.jalons.school.roster.Roster.Structure;
import fr.jalons.school.roster.Roster.Student;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes and groups that STS-web declares, and those that only pupils' lines mention. */
final class Structures {
  private static final Pattern HOUSEKEEPING =
      Pattern.compile("inactifs?", Pattern.CASE_INSENSITIVE);

  private final List<Structure> declared;
  private final List<Warning> warnings;

  Structures(List<Structure> declared, List<Warning> warnings) {
    this.declared = declared;
    this.warnings = warnings;
  }

  /**
   * Whether a class is none: SIECLE keeps in it those who are at the school without a class for the
   * time being.
   */
  static boolean isHousekeeping(String classCode) {
    return HOUSEKEEPING.matcher(classCode).matches();
  }

  /** Classes first. */
  List<Structure> with(List<Student> students) {
    List<Structure> all = new ArrayList<>(declared);
    all.addAll(mentioned(Kind.CLASS, students, Student::classes));
    all.addAll(mentioned(Kind.GROUP, students, Student::groups));
    all.sort(Comparator.comparing(Structure::kind));
    return List.copyOf(all);
  }

  private List<Structure> mentioned(
      Kind kind, List<Student> students, Function<Student, List<String>> codes) {
    Set<String> known =
        declared.stream()
            .filter(structure -> structure.kind() == kind)
            .map(Structure::code)
            .collect(Collectors.toSet());
    return students.stream()
        .flatMap(student -> codes.apply(student).stream())
        .distinct()
        .filter(code -> !known.contains(code))
        .map(
            code -> {
              List<Student> members =
                  students.stream().filter(one -> codes.apply(one).contains(code)).toList();
              if (!declared.isEmpty()) {
                warnings.add(
                    members.getFirst().place().warning("roster.structure-not-in-sts", code));
              }
              return described(kind, code, members);
            })
        .toList();
  }

  /** What its members tell about it: the formation they share, the classes they come from. */
  private static Structure described(Kind kind, String code, List<Student> members) {
    List<Optional<String>> mefs =
        members.stream().map(member -> Optional.ofNullable(member.mef())).distinct().toList();
    List<String> from =
        kind == Kind.CLASS
            ? List.of()
            : members.stream().flatMap(one -> one.classes().stream()).distinct().sorted().toList();
    return new Structure(
        members.getFirst().place(),
        kind,
        code,
        null,
        mefs.size() == 1 ? mefs.getFirst().orElse(null) : null,
        from);
  }
}
