package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.delivery.sessions.StudentSession.Attended;
import fr.jalons.evaluation.competencies.StudentAssessment;
import fr.jalons.evaluation.competencies.StudentAssessment.Standing;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.StudentId;
import fr.jalons.planning.interviews.StudentInterview;
import fr.jalons.planning.needs.StudentNeed.OpenAndClosed;
import fr.jalons.planning.positioning.StudentPositioning;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.slices.ParkedEvents;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.school.students.Departure;
import fr.jalons.school.students.StudentMemberships;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A school's year as the first version wrote it, with every event it had, folded by today's code.
 * The file is never edited: a change of an event comes with a {@code PayloadUpgrade}.
 */
@SpringBootTest(properties = "jalons.demo=false")
class FirstVersionHistoryTest {
  private static final Path HISTORY = Path.of("src/test/resources/history/version-1.jsonl");
  private static final StudentId LEAVER =
      new StudentId(UUID.fromString("482a90c8-8ed4-4e9e-afa9-0a993a3be9db"));

  @Autowired PostgresEventStorageEngine log;
  @Autowired ReadModels readModels;
  @Autowired ParkedEvents parked;
  @Autowired StudentFollowUps followUps;
  @Autowired EventJson json;
  @Autowired JdbcTemplate jdbc;

  @DynamicPropertySource
  static void historyInPlace(DynamicPropertyRegistry properties) throws IOException {
    String url = TestDatabase.createUrl();
    DriverManagerDataSource database = new DriverManagerDataSource(url);
    new Migrations(database);
    load(new JdbcTemplate(database));
    properties.add("spring.datasource.url", () -> url);
  }

  private static void load(JdbcTemplate jdbc) throws IOException {
    try (Stream<String> lines = Files.lines(HISTORY)) {
      List<String> events = lines.toList();
      for (int i = 0; i < events.size(); i++) {
        jdbc.update(
            """
            with line as (select ?::bigint as position, ?::json as event),
            tags as (
              insert into eventlog.event_tag
              select json_array_elements_text(event -> 'tags'), position from line)
            insert into eventlog.event
            select position, (event ->> 'id')::uuid, event ->> 'type', event ->> 'revision',
              event -> 'payload', event -> 'metadata', (event ->> 'recordedAt')::timestamptz, '\\x00'
            from line
            """,
            i + 1,
            events.get(i));
      }
    }
  }

  @Test
  void everyEventOfTheFirstVersionCanBeRead() {
    List<EventMessage> events = log.events(0, log.head());
    assertThat(events).hasSize(218);
    for (EventMessage event : events) {
      Class<? extends DomainEvent> type = EventTypes.named(event.type().qualifiedName().fullName());
      assertThat(event.payloadAs(type, json)).isInstanceOf(type);
    }
  }

  @Test
  void todaysReadModelsFoldItToTheEnd() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();

    assertThat(parked.waiting()).isEmpty();
    assertThat(
            jdbc.queryForList(
                "select status || ' ' || count(*) from delivery.session group by status order by status",
                String.class))
        .containsExactly("CANCELLED 1", "HELD 23");
    assertThat(jdbc.queryForList("select count(*) from delivery.attendance", Integer.class))
        .containsExactly(161);
    assertThat(
            jdbc.queryForList(
                "select count(*) from planning.structure where withdrawn_on is null",
                Integer.class))
        .containsExactly(8);
    assertThat(
            jdbc.queryForList(
                "select count(distinct ballot) from evaluation.survey_answer", Integer.class))
        .containsExactly(34);
  }

  @Test
  void aStudentsFollowUpIsWhatItWas() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();

    StudentView view = followUps.view(LEAVER, null);
    OpenAndClosed needs = view.part("needs", OpenAndClosed.class);
    Attended sessions = view.part("sessions", Attended.class);
    List<Standing> competencies =
        StudentAssessment.view(view.aspects().all(StudentAssessment.class), view.aspects());

    assertThat(view.aspects().one(Departure.class).on()).isEqualTo(LocalDate.of(2026, 7, 4));
    assertThat(view.aspects().one(StudentMemberships.class).list())
        .hasSize(2)
        .allMatch(m -> m.until() != null);
    assertThat(needs.open()).singleElement().matches(need -> need.refinedOn() != null);
    assertThat(needs.closed()).singleElement().matches(need -> need.outcome() != null);
    assertThat(sessions.offered()).isEqualTo(23);
    assertThat(sessions.attended()).isEqualTo(21);
    assertThat(sessions.minutesPresent()).isEqualTo(1155);
    assertThat(competencies.stream().mapToInt(c -> 1 + c.earlier().size()).sum()).isEqualTo(21);
    assertThat(competencies)
        .allSatisfy(c -> assertThat(c.disciplines()).isNotEmpty().doesNotHaveDuplicates());
    assertThat(view.aspects().all(StudentInterview.class)).hasSize(1);
    assertThat(view.aspects().all(StudentPositioning.class)).hasSize(2);
  }
}
