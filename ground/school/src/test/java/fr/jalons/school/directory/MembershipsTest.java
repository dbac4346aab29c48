package fr.jalons.school.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The read model answers as the fold of the same events does. */
class MembershipsTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001B");
  private static final StructureId CLASS = StructureId.of(SCHOOL, Kind.CLASS, "1A");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);

  private final HikariDataSource database = TestDatabase.create("planning");
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Memberships memberships = new Memberships(jdbc);
  private Roll roll = Roll.empty();

  MembershipsTest() {
    new Migrations(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aMembershipLastsFromItsFirstDayToTheDayBeforeItsEnd() {
    starts(day(0));
    ends(day(30));

    assertMemberOn(0, 29);
  }

  @Test
  void anAnnouncedEndMayBeBroughtForward() {
    starts(day(0));
    ends(day(30));
    ends(day(20));

    assertMemberOn(0, 19);
  }

  @Test
  void aMembershipIsTakenUpWhereItEnded() {
    starts(day(0));
    ends(day(10));
    starts(day(10));
    ends(day(20));

    assertMemberOn(0, 19);
  }

  @Test
  void whatEndsOnItsFirstDayHasNeverBeen() {
    starts(day(5));
    ends(day(5));

    assertThat(jdbc.sql("select count(*) from planning.membership").query(Long.class).single())
        .isZero();
    assertMemberOn(0, -1);
  }

  @Test
  void aReplayLeavesItAsItIs() {
    for (int times = 0; times < 2; times++) {
      starts(day(0));
      ends(day(10));
    }

    assertMemberOn(0, 9);
  }

  /**
   * What rules and row policies go by. It is the fold of each class; and a student who is nowhere
   * on a day counts where they are going to be.
   */
  @Test
  void membershipOnADayIsWhatTheRollsSayWhateverHappened() {
    Random random = new Random(20261130);
    List<StudentId> students = ids(6);
    List<StructureId> classes =
        List.of("1A", "1B", "1C").stream().map(c -> StructureId.of(SCHOOL, Kind.CLASS, c)).toList();
    Map<StructureId, Roll> rolls = new HashMap<>();
    for (int step = 0; step < 120; step++) {
      StudentId student = students.get(random.nextInt(students.size()));
      StructureId structure = classes.get(random.nextInt(classes.size()));
      Roll before = rolls.getOrDefault(structure, Roll.empty());
      LocalDate day = day(random.nextInt(30));
      if (random.nextBoolean()) {
        MembershipStarted event = new MembershipStarted(student, structure, SCHOOL, day);
        memberships.on(event);
        rolls.put(structure, before.evolve(event));
      } else {
        MembershipEnded event = new MembershipEnded(student, structure, SCHOOL, day);
        memberships.on(event);
        rolls.put(structure, before.evolve(event));
      }
      for (int i = -1; i < 31; i += 4) {
        assertThat(membershipOn(day(i)))
            .as("step %d, day %d", step, i)
            .isEqualTo(expectedOn(day(i), students, rolls));
      }
    }
  }

  private static Set<String> expectedOn(
      LocalDate day, List<StudentId> students, Map<StructureId, Roll> rolls) {
    Set<String> expected = new TreeSet<>();
    for (StudentId student : students) {
      List<StructureId> now = structures(rolls, roll -> roll.has(student, day));
      List<StructureId> places =
          now.isEmpty() ? structures(rolls, roll -> comes(student, day, roll)) : now;
      places.forEach(structure -> expected.add(student + " " + structure));
    }
    return expected;
  }

  private static List<StructureId> structures(Map<StructureId, Roll> rolls, Predicate<Roll> which) {
    return rolls.keySet().stream().filter(id -> which.test(rolls.get(id))).toList();
  }

  private static boolean comes(StudentId student, LocalDate after, Roll roll) {
    return after.datesUntil(day(40)).anyMatch(day -> roll.has(student, day));
  }

  private Set<String> membershipOn(LocalDate day) {
    return new TreeSet<>(
        jdbc.sql("select distinct student || ' ' || structure from planning.membership_on(?)")
            .param(day)
            .query((row, index) -> row.getString(1))
            .list());
  }

  private static List<StudentId> ids(int number) {
    return Stream.generate(() -> new StudentId(UUID.randomUUID())).limit(number).toList();
  }

  private void assertMemberOn(int first, int last) {
    for (int i = -1; i < 40; i++) {
      List<StudentId> expected = i >= first && i <= last ? List.of(STUDENT) : List.of();
      assertThat(onDay(day(i))).as("day %s", i).isEqualTo(expected);
      assertThat(roll.on(day(i))).as("day %s of the fold", i).isEqualTo(expected);
    }
  }

  private List<StudentId> onDay(LocalDate day) {
    return jdbc.sql(
            """
            select distinct student from planning.membership
            where structure = ? and "from" <= ? and (until is null or until > ?)
            """)
        .param(CLASS.value())
        .param(day)
        .param(day)
        .query((row, index) -> new StudentId(row.getObject("student", UUID.class)))
        .list();
  }

  private void starts(LocalDate from) {
    MembershipStarted event = new MembershipStarted(STUDENT, CLASS, SCHOOL, from);
    memberships.on(event);
    roll = roll.evolve(event);
  }

  private void ends(LocalDate until) {
    MembershipEnded event = new MembershipEnded(STUDENT, CLASS, SCHOOL, until);
    memberships.on(event);
    roll = roll.evolve(event);
  }

  private static LocalDate day(int number) {
    return SEPTEMBER.plusDays(number);
  }
}
