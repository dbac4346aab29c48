package fr.jalons.school.stories;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final SchoolYear YEAR =
      new SchoolYear(
          SCHOOL,
          2025,
          ZoneId.of("Europe/Paris"),
          List.of(
              new Team(
                  StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP"),
                  List.of(STUDENT),
                  List.of(new TeacherId(UUID.randomUUID()), new TeacherId(UUID.randomUUID())),
                  List.of())));

  record Found(NeedId need, StudentId student) {}

  record Met(UUID meeting, List<NeedId> about) {}

  /** Two needs, in September and in March. */
  private static final class Needs implements Story {
    @Override
    public void tell(Teller teller) {
      for (int month : List.of(3, 9)) {
        teller
            .on(month, 10)
            .by(teller.classes().getFirst().lead())
            .say(new Found(teller.id(NeedId::new), STUDENT));
      }
    }
  }

  /** Meetings about whatever is known by then. */
  private static final class Meetings implements Story {
    @Override
    public void tell(Teller teller) {
      for (int month : List.of(4, 11)) {
        UUID meeting = teller.id(id -> id);
        teller
            .on(month, 10)
            .by(teller.head())
            .say(() -> new Met(meeting, teller.known(STUDENT, NeedId.class)));
      }
    }
  }

  private static List<Record> told(Instant until, Story... stories) {
    List<Record> told = new ArrayList<>();
    new Telling(List.of(stories)).tell(YEAR, until, given -> told.add(given.command()));
    return told;
  }

  private static List<Record> told(Story... stories) {
    return told(Instant.MAX, stories);
  }

  @Test
  void commandsComeInTheOrderOfTimeAndKnowWhatWasToldBefore() {
    List<Record> all = told(new Meetings(), new Needs());

    assertThat(all).hasSize(4);
    NeedId first = ((Found) all.get(0)).need();
    NeedId second = ((Found) all.get(2)).need();
    assertThat(((Met) all.get(1)).about()).containsExactly(first);
    assertThat(((Met) all.get(3)).about()).containsExactly(first, second);
  }

  @Test
  void anotherStoryChangesNoIdentifier() {
    assertThat(told(new Meetings(), new Needs())).containsAll(told(new Needs()));
  }

  @Test
  void theSameYearIsToldTheSameAgain() {
    assertThat(told(new Needs())).isEqualTo(told(new Needs()));
  }

  @Test
  void nothingIsToldThatIsStillToCome() {
    Instant december = Instant.parse("2025-12-01T00:00:00Z");

    assertThat(told(december, new Needs())).hasSize(1);
  }

  @Test
  void teachersTakeTurns() {
    Team team = YEAR.classes().getFirst();

    assertThat(team.teacher(2)).isEqualTo(team.lead()).isNotEqualTo(team.teacher(1));
  }

  @Test
  void lessonsAreHeldFromMondayToFridayOutOfHolidays() {
    LocalDate sunday = LocalDate.of(2025, 11, 16);

    assertThat(YEAR.day(9, 1)).isEqualTo("2025-09-01");
    assertThat(YEAR.day(6, 1)).isEqualTo("2026-06-01");
    assertThat(YEAR.isSchoolDay(LocalDate.of(2025, 11, 10))).isTrue();
    assertThat(List.of(sunday, YEAR.day(11, 11), YEAR.day(12, 24), YEAR.day(8, 20)))
        .noneMatch(YEAR::isSchoolDay);
    assertThat(YEAR.schoolDay(sunday)).isEqualTo("2025-11-14");
    assertThat(YEAR.schoolDay(YEAR.day(1, 2))).isEqualTo("2025-12-18");
  }
}
