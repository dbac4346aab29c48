package fr.jalons.school.importroster;

import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.importroster.Outcome.Change;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Those that a pupils' file does not have, or has in no class any more. Silence is no departure
 * when it concerns many: the file may be of one class only.
 */
final class Missing {
  private final RosterById roster;
  private final Circumstances around;
  private final Set<StudentId> present = new HashSet<>();
  private final Set<StudentId> missing = new LinkedHashSet<>();

  Missing(
      KnownRoster known,
      RosterById roster,
      YearDays year,
      Map<StudentId, Change> changes,
      Circumstances around) {
    this.roster = roster;
    this.around = around;
    Set<StudentId> leaving =
        roster.students().stream()
            .filter(student -> student.leftOn() != null)
            .map(RosterById.Student::id)
            .collect(Collectors.toSet());
    if (roster.tells(RosterSource.STUDENTS)) {
      known
          .students()
          .forEach(
              (student, before) -> {
                if (before.left() == null && before.classOn(year.day()) != null) {
                  present.add(student);
                  Attendee after = Objects.requireNonNull(changes.get(student)).after();
                  boolean undecided = roster.undecided().contains(student);
                  if (!undecided && !leaving.contains(student) && isGone(after, year)) {
                    missing.add(student);
                  }
                }
              });
    }
  }

  private static boolean isGone(Attendee after, YearDays year) {
    return after.beyond(year.day()).stream().noneMatch(one -> one.kind() == Kind.CLASS);
  }

  Set<StudentId> students() {
    return missing;
  }

  void addTo(Doubts doubts) {
    if (around.isMany(missing.size(), present.size())) {
      Export export = Objects.requireNonNull(roster.exports().get(RosterSource.STUDENTS));
      doubts.add(
          Confirmation.LEAVING,
          Fault.in(
              export.place().file(),
              null,
              "ELEVES",
              "roster.many-leave",
              missing.size(),
              present.size()));
    }
  }
}
