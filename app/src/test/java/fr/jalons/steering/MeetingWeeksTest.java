package fr.jalons.steering;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.planning.meetings.Meeting;
import fr.jalons.platform.aspects.Period;
import fr.jalons.school.known.ScheduledPeriod.Band;
import fr.jalons.steering.MeetingWeeks.Week;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** October 2026 begins on a Thursday; its holidays end on Sunday, 1 November. */
class MeetingWeeksTest {
  private static final RecordScope SCHOOL = RecordScope.of(new SchoolId("0990001X"));

  private static Meeting meeting(Body body, LocalDate day) {
    return new Meeting(
        new RecordId(UUID.randomUUID()), SCHOOL, body, null, day, 60, List.of(), 3, null);
  }

  private static LocalDate october(int day) {
    return LocalDate.of(2026, 10, day);
  }

  @Test
  void weeksAreOpenOrClosedAndBearTheMeetingsOfThoseWhoWorkTogether() {
    List<Week> weeks =
        MeetingWeeks.of(
            List.of(
                meeting(Body.CONCERTATION, october(9)),
                meeting(Body.EDUCATIONAL_TEAM, october(5)),
                meeting(Body.GOVERNING_BOARD, october(6)),
                meeting(Body.CONCERTATION, LocalDate.of(2026, 9, 30))),
            List.of(
                new Band(
                    new RecordId(UUID.randomUUID()),
                    SCHOOL,
                    PeriodKind.HOLIDAY,
                    "Automne",
                    october(15),
                    LocalDate.of(2026, 11, 1),
                    List.of()),
                new Band(
                    new RecordId(UUID.randomUUID()),
                    SCHOOL,
                    PeriodKind.PLACEMENT,
                    "PFMP",
                    october(5),
                    october(9),
                    List.of())),
            new Period(october(1), october(25), ZoneOffset.UTC));

    assertThat(weeks)
        .extracting(Week::monday)
        .containsExactly(LocalDate.of(2026, 9, 28), october(5), october(12), october(19));
    assertThat(weeks).extracting(Week::open).containsExactly(5, 5, 3, 0);
    assertThat(weeks.getLast().isClosed()).isTrue();
    assertThat(weeks.getFirst().meetings()).as("before the period").isEmpty();
    assertThat(weeks.get(1).meetings()).containsExactly(october(5), october(9));
  }
}
