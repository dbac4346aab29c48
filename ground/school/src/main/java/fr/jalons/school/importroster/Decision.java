package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one import changes, in the order in which a school would tell it. Pure. */
final class Decision {
  private final KnownRoster known;
  private final ImportRoster command;
  private final SchoolId school;
  private final RosterById roster;
  private final Function<StudentId, NavigableSet<LocalDate>> attended;
  private final List<SchoolEvent> events = new ArrayList<>();
  private int created;
  private int updated;
  private int left;
  private int unchanged;
  private List<String> confirmed = List.of();

  /**
   * @param attended the days on which rolls have a student there
   */
  Decision(
      KnownRoster known,
      ImportRoster command,
      Function<StudentId, NavigableSet<LocalDate>> attended) {
    this.known = known;
    this.command = command;
    this.attended = attended;
    this.school = command.school();
    this.roster = command.roster();
  }

  List<SchoolEvent> events() {
    requireNothingMeanwhile(known.last());
    requireNobodyErasedMeanwhile();
    requireNoOlderYear(known.last());
    requireDaysThatCanBe();
    StructureChanges structures = new StructureChanges(school, roster, known);
    events.addAll(structures.declared());
    if (roster.tells(RosterSource.STUDENTS)) {
      roster.students().forEach(this::student);
      absentStudents();
    }
    if (roster.tells(RosterSource.GUARDIANS)) {
      guardians();
    }
    if (roster.tells(RosterSource.STAFF)) {
      events.addAll(new StaffChanges(school, roster, known).events());
      events.addAll(structures.withdrawn(events));
      if (!roster.subjects().equals(known.subjects())) {
        events.add(new SubjectsListed(school, roster.subjects()));
      }
    }
    if (!events.isEmpty() || roster.peopleChanged()) {
      events.add(imported());
    }
    return List.copyOf(events);
  }

  /** The ids were looked up among people whom another import has changed since. */
  private void requireNothingMeanwhile(@Nullable RosterImported last) {
    if (!Objects.equals(roster.basedOn(), last == null ? null : last.importId())) {
      throw new Refusal(Refusal.Kind.STALE, List.of(Fault.of(null, "roster.meanwhile")));
    }
  }

  /** A student who was still known when the ids were looked up must not come back by them. */
  private void requireNobodyErasedMeanwhile() {
    if (roster.students().stream().anyMatch(student -> known.erased().contains(student.id()))
        || roster.links().stream().anyMatch(link -> known.erased().contains(link.student()))) {
      throw new Refusal(Refusal.Kind.STALE, List.of(Fault.of(null, "roster.meanwhile")));
    }
  }

  private void requireNoOlderYear(@Nullable RosterImported last) {
    if (last != null && roster.year() < last.year()) {
      String files = Integer.toString(roster.year());
      throw Refusal.conflictOn("files", "roster.older-year", files, Integer.toString(last.year()));
    }
  }

  private void requireDaysThatCanBe() {
    ContradictedDays days = new ContradictedDays(known, roster, attended);
    List<Fault> impossible = days.impossible();
    if (!impossible.isEmpty()) {
      throw new Refusal(Refusal.Kind.INVALID, impossible);
    }
    Doubts doubts = new Doubts();
    days.addTo(doubts);
    confirmed = doubts.requireConfirmed(command.confirmed());
  }

  private void student(RosterById.Student student) {
    Attendee before = known.attendee(student.id());
    StudentChanges changes = new StudentChanges(school, roster, student.id(), before);
    boolean isNew = !known.students().containsKey(student.id());
    List<SchoolEvent> changed = isNew ? changes.registered(student) : changes.told(student);
    events.addAll(changed);
    boolean leaves = student.leftOn() != null && before.left() == null;
    if (leaves) {
      left++;
    }
    if (isNew) {
      created++;
    } else if (!changed.isEmpty() || student.changed()) {
      updated += leaves ? 0 : 1;
    } else {
      unchanged++;
    }
  }

  private void absentStudents() {
    Set<StudentId> present =
        roster.students().stream().map(RosterById.Student::id).collect(Collectors.toSet());
    known
        .students()
        .forEach(
            (student, before) -> {
              if (!present.contains(student)) {
                events.addAll(new StudentChanges(school, roster, student, before).absent());
                left += before.left() == null ? 1 : 0;
              }
            });
  }

  /** Families of students who have left stay linked: the later files are silent about them. */
  private void guardians() {
    for (Link link : roster.links()) {
      if (!known.links().contains(link)) {
        events.add(new GuardianLinked(link.guardian(), link.student(), school));
      }
    }
    for (Link link : known.links()) {
      if (!roster.links().contains(link) && known.attendee(link.student()).left() == null) {
        events.add(new GuardianUnlinked(link.guardian(), link.student(), school));
      }
    }
  }

  private RosterImported imported() {
    return new RosterImported(
        command.importId(),
        school,
        roster.year(),
        roster.exportedOn(),
        roster.count(Kind.CLASS),
        roster.count(Kind.GROUP),
        created,
        updated,
        left,
        unchanged,
        roster.guardians(),
        roster.teachers().size(),
        roster.warnings(),
        confirmed);
  }
}
