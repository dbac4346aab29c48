package fr.jalons.school.importroster;

import static fr.jalons.school.importroster.ImportedSchool.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.Periods;
import fr.jalons.events.Periods.Period;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.school.importroster.RandomYears.Pupil;
import fr.jalons.school.students.StudentMemberships;
import fr.jalons.school.students.StudentMemberships.Membership;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Arrivals, departures, moves, renamings, corrections, older and partial files in any order: the
 * last right file is right, whatever came before it. {@code -Djalons.random.years=} tells how many
 * schools, {@code -Djalons.random.seed=} with which one they begin.
 */
class RandomYearsTest {
  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);
  private static final int FILES_A_YEAR = 12;

  @Test
  void theLastRightFileHoldsWhateverCameBefore() {
    long first = Long.getLong("jalons.random.seed", 1);
    LongStream.range(first, first + Long.getLong("jalons.random.years", 60))
        .forEach(RandomYearsTest::live);
  }

  private static void live(long seed) {
    try {
      new School(seed).lives();
    } catch (AssertionError | RuntimeException failed) {
      throw new AssertionError("-Djalons.random.seed=" + seed + ' ' + failed.getMessage(), failed);
    }
  }

  /** One school, what happens in it and what its imports make of it. */
  private static final class School {
    private final RandomYears truth;
    private final ImportedSchool school = new ImportedSchool();
    private final FoldedAspects live = new FoldedAspects(FOLDS);
    private final Set<StudentId> everAway = new HashSet<>();

    School(long seed) {
      truth = new RandomYears(seed, this::isThere);
    }

    private boolean isThere(StudentId student) {
      Attendee attendee = school.known().students().get(student);
      return attendee != null && attendee.left() == null;
    }

    void lives() {
      rightFile();
      for (int year = 0; year < 2; year++) {
        for (int file = 0; file < FILES_A_YEAR && !truth.isLateInTheYear(); file++) {
          if (truth.onceIn(5)) {
            renames();
          } else {
            truth.goOn();
            someFile();
          }
        }
        rightFile();
        truth.nextYear();
        rightFile();
      }
      replayedIsLive();
    }

    private void someFile() {
      FileDraft older = truth.older();
      if (truth.onceIn(4)) {
        imports(truth.partial());
      } else if (truth.onceIn(4)) {
        imports(truth.withATypo());
      } else if (truth.onceIn(4) && older != null) {
        imports(older);
      } else if (truth.onceIn(4)) {
        imports(truth.staff());
      } else {
        rightFile();
      }
    }

    private List<SchoolEvent> imports(FileDraft file) {
      List<SchoolEvent> changed = school.imports(file);
      changed.forEach(live::evolve);
      nobodyIsTwice();
      school.known().students().forEach(this::remembers);
      return changed;
    }

    private void remembers(StudentId student, Attendee attendee) {
      if (attendee.left() != null) {
        everAway.add(student);
      }
    }

    /** It says all that is true, and holds from its day on. */
    private void rightFile() {
      FileDraft file = truth.full();
      imports(file);
      assertThat(school.imports(file)).as("the same file again").isEmpty();
      truth.pupils().forEach(this::isWhereTheFileHasThem);
      school.known().students().keySet().stream()
          .filter(student -> !truth.pupils().containsKey(student))
          .forEach(this::isGone);
    }

    /** A class keeps its identity, and nobody in it changes class. */
    private void renames() {
      rightFile();
      RandomYears.Renaming renaming = truth.renames();
      StructureId before = school.bearing(Kind.CLASS, renaming.from());
      if (before == null || renaming.stay().isEmpty()) {
        rightFile();
        return;
      }
      if (truth.onceIn(4)) {
        imports(truth.staff());
      }
      List<SchoolEvent> changed = imports(truth.full());

      assertThat(school.bearing(Kind.CLASS, renaming.to())).as("renamed").isEqualTo(before);
      assertThat(school.bearing(Kind.CLASS, renaming.from())).isNull();
      assertThat(changed)
          .noneMatch(
              event ->
                  event instanceof MembershipEnded ended
                      && ended.structure().equals(before)
                      && renaming.stay().contains(ended.student()));
      rightFile();
    }

    private void isWhereTheFileHasThem(StudentId student, Pupil pupil) {
      Attendee attendee = school.known().attendee(student);
      LocalDate first = firstDay(student);
      LocalDate end = pupil.left();
      assertThat(attendee.left()).as("%s leaves", student).isEqualTo(end);
      for (LocalDate day : daysAround(student)) {
        boolean there = !day.isBefore(first) && (end == null || day.isBefore(end));
        boolean told = there && end == null && !day.isBefore(truth.day());
        boolean before = day.isBefore(first) && !day.isBefore(yearStart());
        require(!there || attendee.classOn(day) != null, "a hole", student, day);
        require(
            !told || pupil.schoolClass().equals(school.classOf(student, day)),
            "another class",
            student,
            day);
        require(
            !told || groupsOn(attendee, day).equals(pupil.groups()), "other groups", student, day);
        require(end == null || day.isBefore(end) || !attendee.covers(day), "gone", student, day);
        require(
            !before || everAway.contains(student) || !attendee.covers(day), "early", student, day);
      }
    }

    private static void require(boolean right, String what, StudentId student, LocalDate day) {
      if (!right) {
        throw new AssertionError(what + ": " + student + " on " + day);
      }
    }

    private void isGone(StudentId student) {
      Attendee attendee = school.known().attendee(student);
      assertThat(attendee.left()).as("%s has left", student).isNotNull();
      assertThat(attendee.beyond(truth.day())).as("%s is nowhere", student).isEmpty();
    }

    /** What a file told of an entry is kept until a file tells something else. */
    private LocalDate firstDay(StudentId student) {
      LocalDate entered = school.entered(student);
      return entered != null && entered.isAfter(yearStart()) ? entered : yearStart();
    }

    private LocalDate yearStart() {
      LocalDate september = LocalDate.of(truth.day().getYear(), Month.SEPTEMBER, 1);
      return september.isAfter(truth.day()) ? september.minusYears(1) : september;
    }

    /** All days on which something may begin or end, and those beside them. */
    private List<LocalDate> daysAround(StudentId student) {
      Attendee attendee = school.known().attendee(student);
      Pupil pupil = truth.pupils().get(student);
      Stream<@Nullable LocalDate> told =
          pupil == null ? Stream.of() : Stream.of(pupil.entered(), pupil.left(), firstDay(student));
      return Stream.of(
              told,
              Stream.of(yearStart(), truth.day(), truth.day().plusDays(60)),
              attendee.places().values().stream()
                  .flatMap(periods -> periods.list().stream())
                  .flatMap(period -> Stream.of(period.from(), period.until())))
          .flatMap(days -> days)
          .filter(Objects::nonNull)
          .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
          .distinct()
          .sorted()
          .toList();
    }

    private Set<String> groupsOn(Attendee attendee, LocalDate day) {
      Set<String> groups = new HashSet<>();
      attendee
          .places()
          .forEach(
              (structure, periods) -> {
                if (structure.kind() == Kind.GROUP && periods.covers(day)) {
                  groups.add(school.code(structure));
                }
              });
      return groups;
    }

    /** No end before its beginning, no overlap, nobody in two classes, no code twice. */
    private void nobodyIsTwice() {
      school
          .known()
          .students()
          .forEach(
              (student, attendee) -> {
                List<Period> classes = new ArrayList<>();
                attendee
                    .places()
                    .forEach(
                        (structure, periods) -> {
                          apart(student, periods.list(), false);
                          if (structure.kind() == Kind.CLASS) {
                            classes.addAll(periods.list());
                          }
                        });
                classes.sort(Comparator.comparing(Period::from));
                apart(student, classes, true);
              });
      assertThat(
              school.known().structures().values().stream()
                  .map(one -> one.structure().kind() + " " + one.code()))
          .as("codes")
          .doesNotHaveDuplicates();
    }

    private static void apart(StudentId student, List<Period> periods, boolean mayTouch) {
      LocalDate end = LocalDate.MIN;
      for (Period period : periods) {
        require(!period.from().isBefore(end), "overlap", student, period.from());
        require(mayTouch || period.from().isAfter(end), "two in one", student, period.from());
        end = period.until() == null ? LocalDate.MAX : period.until();
        require(end.isAfter(period.from()), "an end before its beginning", student, end);
      }
    }

    /** Whoever folds the events, at once or one by one, sees the same memberships. */
    private void replayedIsLive() {
      FoldedAspects replayed = new FoldedAspects(FOLDS);
      Map<StructureId, Roll> rolls = new HashMap<>();
      for (SchoolEvent event : school.events()) {
        replayed.evolve(event);
        if (event instanceof MembershipStarted e) {
          rolls.merge(e.structure(), Roll.empty().evolve(e), (roll, none) -> roll.evolve(e));
        } else if (event instanceof MembershipEnded e) {
          rolls.computeIfPresent(e.structure(), (structure, roll) -> roll.evolve(e));
        }
      }
      school
          .known()
          .students()
          .forEach(
              (student, attendee) -> {
                List<Membership> all = memberships(live, student);
                assertThat(memberships(replayed, student)).isEqualTo(all);
                attendee
                    .places()
                    .forEach(
                        (structure, periods) -> {
                          assertThat(
                                  all.stream()
                                      .filter(one -> one.structure().equals(structure))
                                      .map(one -> new Period(one.from(), one.until())))
                              .isEqualTo(periods.list());
                          assertThat(
                                  rolls
                                      .getOrDefault(structure, Roll.empty())
                                      .memberships()
                                      .getOrDefault(student, Periods.NONE))
                              .isEqualTo(periods);
                        });
              });
      assertThat(school.events().stream().filter(StructureDeclared.class::isInstance))
          .allMatch(event -> ((StructureDeclared) event).school().equals(SCHOOL));
    }

    private static List<Membership> memberships(FoldedAspects folded, StudentId student) {
      return folded.of(student).one(StudentMemberships.class).list();
    }
  }
}
