package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.identity.MatchResult.Link;
import fr.jalons.school.importroster.Outcome.Change;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one import changes, in the order in which a school would tell it. Pure. */
final class Decision {
  private final KnownRoster known;
  private final ImportRoster command;
  private final Circumstances around;
  private final SchoolId school;
  private final YearDays year;
  private final ToldCodes codes;
  private final RosterById roster;
  private final Map<StudentId, RosterById.Student> told = new HashMap<>();
  private final Map<StudentId, Change> changes = new LinkedHashMap<>();
  private final List<SchoolEvent> events = new ArrayList<>();
  private int created;
  private int updated;
  private int left;
  private int unchanged;

  Decision(KnownRoster known, ImportRoster command, Circumstances around) {
    this.known = known;
    this.command = command;
    this.around = around;
    this.school = command.school();
    SchoolYearDated dated = known.year(command.roster().year());
    RosterById files =
        dated == null || command.roster().yearTold()
            ? command.roster()
            : command.roster().inYear(dated.first(), dated.last());
    this.year =
        new YearDays(
            dated == null ? LocalDate.of(files.year(), Month.SEPTEMBER, 1) : dated.first(),
            files.yearStart(),
            files.effectiveOn(RosterSource.STUDENTS),
            !known.hasStudentsOf(files.year()));
    this.codes =
        new ToldCodes(
            known, files, year, structure -> !around.planned().apply(structure).isEmpty());
    this.roster = codes.resolved();
  }

  Outcome outcome() {
    requireNothingMeanwhile(known.last());
    requireNobodyErasedMeanwhile();
    requireNoOlderYear(known.last());
    roster.students().forEach(student -> told.put(student.id(), student));
    plan();
    Missing missing = new Missing(known, roster, year, changes, around);
    Doubts doubts = doubts(missing);
    StructureChanges structures = new StructureChanges(school, roster, known, codes, year);
    if (roster.yearTold() && !yearDated().equals(known.year(roster.year()))) {
      events.add(yearDated());
    }
    events.addAll(structures.declared());
    changes.values().forEach(this::student);
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
    if (!events.isEmpty() || roster.peopleChanged() || filesAreOfAnotherDay()) {
      events.add(imported(doubts, structures.warnings(events, around)));
    }
    return new Outcome(
        List.copyOf(events),
        doubts,
        List.copyOf(changes.values()),
        missing.students(),
        year.day(),
        codes::code);
  }

  /** The ids were looked up among people that another import has changed since. */
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

  /** Where everybody is to be: those of the files in their order, then the others. */
  private void plan() {
    for (RosterById.Student wanted : roster.students()) {
      Attendee before = known.attendee(wanted.id());
      change(wanted.id(), before, days(wanted.id(), before).told(wanted));
    }
    known
        .students()
        .forEach(
            (student, before) -> {
              if (!told.containsKey(student)) {
                StudentDays days = days(student, before);
                boolean absent =
                    roster.tells(RosterSource.STUDENTS) && !roster.undecided().contains(student);
                change(student, before, absent ? days.absent() : days.untold());
              }
            });
  }

  private StudentDays days(StudentId student, Attendee before) {
    return new StudentDays(year, before, roster.entered().get(student));
  }

  private void change(StudentId student, Attendee before, Attendee after) {
    boolean isNew = !known.students().containsKey(student);
    changes.put(student, new Change(student, isNew, before, after));
  }

  private Doubts doubts(Missing missing) {
    ExportDays exports = new ExportDays(known, roster, around.today());
    ContradictedDays days = new ContradictedDays(known, roster, changes, around.attended());
    List<Fault> impossible = new ArrayList<>(exports.impossible());
    impossible.addAll(days.impossible());
    if (!impossible.isEmpty()) {
      throw new Refusal(Refusal.Kind.INVALID, impossible);
    }
    Doubts doubts = new Doubts();
    exports.addTo(doubts);
    missing.addTo(doubts);
    days.addTo(doubts);
    return doubts;
  }

  private void student(Change change) {
    RosterById.Student wanted = told.get(change.student());
    List<SchoolEvent> changed =
        StudentChanges.between(school, change.student(), change.before(), change.after());
    if (change.isNew()) {
      events.add(new StudentRegistered(change.student(), school));
    }
    events.addAll(changed);
    left += change.leaves() ? 1 : 0;
    if (change.isNew()) {
      created++;
    } else if (!changed.isEmpty() || (wanted != null && wanted.changed())) {
      updated += change.leaves() ? 0 : 1;
    } else if (wanted != null) {
      unchanged++;
    }
  }

  /** Families of students who have left stay linked: the later files are silent about them. */
  private void guardians() {
    for (Link link : roster.links()) {
      if (!known.links().contains(link)) {
        events.add(new GuardianLinked(link.guardian(), link.student(), school));
      }
    }
    for (Link link : known.links()) {
      if (!roster.links().contains(link)
          && known.attendee(link.student()).left() == null
          && !roster.undecided().contains(link.student())) {
        events.add(new GuardianUnlinked(link.guardian(), link.student(), school));
      }
    }
  }

  private SchoolYearDated yearDated() {
    return new SchoolYearDated(school, roster.year(), roster.yearStart(), roster.yearEnd());
  }

  /** What a file of a later day told, even if it changed nothing, is not to be taken back. */
  private boolean filesAreOfAnotherDay() {
    return roster.files().stream()
        .anyMatch(file -> !file.equals(known.file(RosterSource.valueOf(file.kind()))));
  }

  private RosterImported imported(Doubts doubts, List<String> remarks) {
    List<ImportedFile> files = roster.files();
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
        Stream.concat(remarks.stream(), roster.warnings().stream()).toList(),
        doubts.words(),
        files);
  }
}
