package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.school.roster.RosterSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an import changes about classes and groups themselves. */
final class StructureChanges {
  private final SchoolId school;
  private final RosterById roster;
  private final KnownRoster known;

  StructureChanges(SchoolId school, RosterById roster, KnownRoster known) {
    this.school = school;
    this.roster = roster;
    this.known = known;
  }

  /** New classes and groups, and those described in another way or for another year. */
  List<SchoolEvent> declared() {
    return roster.structures().stream()
        .map(wanted -> declaration(wanted, known.structures().get(wanted.id())))
        .filter(wanted -> !wanted.equals(known.structures().get(wanted.structure())))
        .map(SchoolEvent.class::cast)
        .toList();
  }

  /** Pupils' files only guess at what STS-web knows, so they do not change what it has told. */
  private StructureDeclared declaration(
      RosterById.Structure wanted, @Nullable StructureDeclared before) {
    String label = wanted.label();
    if (label == null && before != null) {
      return new StructureDeclared(
          wanted.id(), school, roster.year(), before.label(), before.mef(), before.classes());
    }
    return new StructureDeclared(
        wanted.id(),
        school,
        roster.year(),
        label == null ? wanted.id().code() : label,
        wanted.mef(),
        wanted.classes());
  }

  /** Those that STS-web no longer knows and to which nobody belongs after these events. */
  List<SchoolEvent> withdrawn(List<SchoolEvent> events) {
    Set<StructureId> gone = new TreeSet<>(Comparator.comparing(StructureId::value));
    gone.addAll(known.structures().keySet());
    roster.structures().forEach(structure -> gone.remove(structure.id()));
    if (!gone.isEmpty()) {
      gone.removeAll(peopled(events));
    }
    return gone.stream()
        .<SchoolEvent>map(
            structure ->
                new StructureWithdrawn(structure, school, roster.effectiveOn(RosterSource.STAFF)))
        .toList();
  }

  private Set<StructureId> peopled(List<SchoolEvent> events) {
    Map<StudentId, Attendee> after = new HashMap<>(known.students());
    for (SchoolEvent event : events) {
      if (event instanceof MembershipStarted e) {
        after.merge(e.student(), Attendee.NEW.evolve(e), (before, first) -> before.evolve(e));
      } else if (event instanceof MembershipEnded e) {
        after.computeIfPresent(e.student(), (student, before) -> before.evolve(e));
      }
    }
    return after.values().stream()
        .flatMap(attendee -> attendee.beyond(roster.effectiveOn(RosterSource.STAFF)).stream())
        .collect(Collectors.toSet());
  }
}
