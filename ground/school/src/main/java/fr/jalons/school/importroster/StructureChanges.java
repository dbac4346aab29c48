package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.importroster.RosterById.Assignment;
import fr.jalons.school.importroster.ToldCodes.Renamed;
import fr.jalons.school.roster.RosterSource;
import fr.jalons.school.roster.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an import changes about classes and groups themselves. */
final class StructureChanges {
  private final SchoolId school;
  private final RosterById roster;
  private final KnownRoster known;
  private final ToldCodes codes;
  private final YearDays year;

  /**
   * @param roster with the classes and groups that its codes mean
   */
  StructureChanges(
      SchoolId school, RosterById roster, KnownRoster known, ToldCodes codes, YearDays year) {
    this.school = school;
    this.roster = roster;
    this.known = known;
    this.codes = codes;
    this.year = year;
  }

  /** New classes and groups, and those described in another way or for another year. */
  List<SchoolEvent> declared() {
    List<SchoolEvent> events = new ArrayList<>();
    codes.renamed().forEach(renamed -> giveWay(renamed, events));
    Stream.concat(
            roster.structures().stream()
                .map(wanted -> declaration(wanted, known.ever().get(wanted.id()))),
            ofRenamedClasses())
        .filter(wanted -> !wanted.equals(known.structures().get(wanted.structure())))
        .forEach(events::add);
    return events;
  }

  /** What bore the code until now ends; who taught it teaches the one that bears it now. */
  private void giveWay(Renamed renamed, List<SchoolEvent> events) {
    StructureDeclared instead = renamed.instead();
    if (instead != null) {
      events.add(withdrawal(instead, year.day()));
      if (!roster.tells(RosterSource.STAFF)) {
        known
            .teachers()
            .forEach(
                (teacher, assignments) ->
                    assignments.stream()
                        .filter(one -> one.structure().equals(instead.structure()))
                        .forEach(one -> hands(teacher, one, renamed, events)));
      }
    }
  }

  private void hands(TeacherId teacher, Assignment one, Renamed renamed, List<SchoolEvent> events) {
    events.add(
        new TeacherUnassigned(
            teacher, one.structure(), school, one.duty(), one.subject(), year.day()));
    Assignment other = one.with(renamed.before().structure());
    if (!known.teachers().getOrDefault(teacher, Set.of()).contains(other)) {
      events.add(
          new TeacherAssigned(
              teacher, other.structure(), school, one.duty(), one.subject(), year.day()));
    }
  }

  /** Pupils' files only guess at what STS-web knows, so they do not change what it has told. */
  private StructureDeclared declaration(
      RosterById.Structure wanted, @Nullable StructureDeclared before) {
    String label = wanted.label();
    if (label == null && before != null) {
      return again(before, wanted.code(), roster.year());
    }
    return new StructureDeclared(
        wanted.id(),
        school,
        roster.year(),
        label == null ? wanted.code() : label,
        wanted.mef(),
        wanted.classes(),
        wanted.code(),
        before == null ? List.of() : former(before, wanted.code()));
  }

  private StructureDeclared again(StructureDeclared before, String code, int ofYear) {
    return new StructureDeclared(
        before.structure(),
        school,
        ofYear,
        before.label().equals(before.code()) ? code : before.label(),
        before.mef(),
        codes.classesNow(before.classes()),
        code,
        former(before, code));
  }

  private static List<String> former(StructureDeclared before, String code) {
    return Stream.concat(before.formerCodes().stream(), Stream.of(before.code()))
        .filter(one -> !one.equals(code))
        .distinct()
        .toList();
  }

  /** Groups that the files do not tell, but that are drawn from a class with another code now. */
  private Stream<StructureDeclared> ofRenamedClasses() {
    Set<StructureId> told =
        roster.structures().stream().map(RosterById.Structure::id).collect(Collectors.toSet());
    return known.structures().values().stream()
        .filter(one -> one.structure().kind() == Kind.GROUP && !told.contains(one.structure()))
        .filter(one -> !codes.classesNow(one.classes()).equals(one.classes()))
        .map(one -> again(one, one.code(), one.year()));
  }

  /** Those that STS-web no longer knows and that have no members after these events. */
  List<SchoolEvent> withdrawn(List<SchoolEvent> events) {
    LocalDate day = roster.effectiveOn(RosterSource.STAFF);
    return gone(events, day).stream()
        .filter(one -> codes.renamed().stream().noneMatch(renamed -> one.equals(renamed.instead())))
        .<SchoolEvent>map(one -> withdrawal(one, day))
        .toList();
  }

  private StructureWithdrawn withdrawal(StructureDeclared one, LocalDate day) {
    return new StructureWithdrawn(one.structure(), school, day, one.code(), one.formerCodes());
  }

  /** What the secretary is to know of them. */
  List<String> warnings(List<SchoolEvent> events, Circumstances around) {
    RosterSource source =
        roster.tells(RosterSource.STUDENTS) ? RosterSource.STUDENTS : RosterSource.STAFF;
    LocalDate day = roster.effectiveOn(source);
    Set<StructureId> peopled = peopled(List.of(), day);
    Stream<Warning> renamed =
        codes.renamed().stream()
            .map(
                one ->
                    one.told().place().warning("roster.renamed", one.before().code(), one.code()));
    Stream<Warning> gone =
        gone(events, day).stream()
            .filter(one -> roster.tells(RosterSource.STAFF) || peopled.contains(one.structure()))
            .filter(one -> !around.planned().apply(one.structure()).tailSet(day).isEmpty())
            .map(one -> new Warning(source, 0, "roster.gone-with-sessions", List.of(one.code())));
    return Stream.concat(renamed, gone).map(one -> one.code(roster.names())).toList();
  }

  /** Those that the files do not tell, and that have no members after these events. */
  private List<StructureDeclared> gone(List<SchoolEvent> events, LocalDate day) {
    Set<StructureId> gone = new TreeSet<>(Comparator.comparing(StructureId::value));
    gone.addAll(known.structures().keySet());
    roster.structures().forEach(structure -> gone.remove(structure.id()));
    if (!gone.isEmpty()) {
      gone.removeAll(peopled(events, day));
    }
    return gone.stream().map(known.structures()::get).toList();
  }

  private Set<StructureId> peopled(List<SchoolEvent> events, LocalDate day) {
    Map<StudentId, Attendee> after = new HashMap<>(known.students());
    for (SchoolEvent event : events) {
      if (event instanceof MembershipStarted e) {
        after.merge(e.student(), Attendee.NEW.evolve(e), (before, first) -> before.evolve(e));
      } else if (event instanceof MembershipEnded e) {
        after.computeIfPresent(e.student(), (student, before) -> before.evolve(e));
      }
    }
    return after.values().stream()
        .flatMap(attendee -> attendee.beyond(day).stream())
        .collect(Collectors.toSet());
  }
}
