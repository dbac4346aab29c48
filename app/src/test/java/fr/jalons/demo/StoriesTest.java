package fr.jalons.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.EventTypes;
import fr.jalons.marks.PersonalText;
import fr.jalons.marks.Post;
import fr.jalons.platform.slices.Slices;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Telling;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The stories of all slices leave nothing out, and what the demonstration makes of them. */
class StoriesTest extends OnDemoSchool {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final LocalDate TODAY = LocalDate.now(ZONE);

  @Autowired Telling telling;
  @Autowired DemoSchool school;

  @Test
  void everyCommandThatCanBePostedIsGivenInSomeStory() {
    Set<Class<?>> given = new HashSet<>();
    telling.tell(
        SchoolYear.invented(2025, ZONE), Instant.MAX, one -> given.add(one.command().getClass()));

    assertThat(given)
        .containsAll(
            Slices.commands().stream()
                .filter(command -> command.isAnnotationPresent(Post.class))
                .toList());
  }

  @Test
  void everyTextAboutPeopleIsWrittenInSomeStory() {
    List<String> missing = new ArrayList<>();
    EventTypes.all()
        .forEach(
            (name, event) ->
                personal(event)
                    .filter(text -> !isWritten(name, text))
                    .forEach(text -> missing.add(name + "." + text)));

    assertThat(missing).isEmpty();
  }

  private static Stream<String> personal(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(PersonalText.class))
        .map(RecordComponent::getName);
  }

  private boolean isWritten(String type, String text) {
    return jdbc.sql(
            "select exists (select from eventlog.event where type = ? and payload ->> ? is not null)")
        .params(type, text)
        .query(Boolean.class)
        .single();
  }

  @Test
  void theStudentOfTheDemonstrationIsInItsClassInBothYears() {
    int year = firstYear();
    List<UUID> then = membersOf(DemoSchool.FIRST.key(), LocalDate.of(year, 10, 1));
    List<UUID> now = membersOf(DemoSchool.FIRST.key(), TODAY);

    assertThat(then).contains(student);
    assertThat(now).contains(student).hasSize(14);
  }

  @Test
  void studentsGoUpAndLeaveAndOthersCome() {
    LocalDate second = LocalDate.of(firstYear() + 1, 9, 1);
    if (TODAY.isBefore(second)) {
      return; // the present year has not begun
    }
    List<UUID> others = new ArrayList<>(membersOf("1CAPPSR", second.minusDays(1)));
    others.remove(student);

    assertThat(membersOf("2CAPPSR", second)).containsAnyElementsOf(others);
    assertThat(membersOf("1CAPPSR", second)).doesNotContainAnyElementsOf(others).hasSize(14);
    assertThat(membersOf("2CAPEPC", second)).isNotEmpty();
    assertThat(
            jdbc.sql("select count(*) from eventlog.event where type = 'planning.StudentLeft'")
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void sessionsArePlannedForTheNextTwoWeeks() {
    SchoolYear present = school.year(TODAY.minusMonths(8).getYear(), ZONE);
    boolean lessons =
        TODAY
            .plusDays(1)
            .datesUntil(TODAY.plusDays(14))
            .anyMatch(
                day ->
                    present.isSchoolDay(day)
                        && EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY)
                            .contains(day.getDayOfWeek())
                        && day.isAfter(present.day(9, 22))
                        && day.isBefore(present.day(6, 20)));
    long planned =
        jdbc.sql("select count(*) from delivery.session where status = 'PLANNED' and start > now()")
            .query(Long.class)
            .single();

    assertThat(planned > 0).isEqualTo(lessons);
  }

  private int firstYear() {
    return jdbc.sql("select year from demo.written").query(Integer.class).single();
  }

  private List<UUID> membersOf(String code, LocalDate day) {
    return school.classesOn(day).stream()
        .filter(team -> team.structure().key().equals(code))
        .map(Team::students)
        .flatMap(List::stream)
        .map(one -> one.value())
        .toList();
  }
}
