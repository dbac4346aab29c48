package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.followup.Facts.Membership;
import fr.jalons.followup.FollowUpRows.Change;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the projection goes on from, whatever has become of what it wrote. */
class FollowUpRowsTest {
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final LocalDate DAY = LocalDate.of(2026, 10, 1);

  private SingleConnectionDataSource database;
  private Connection connection;
  private JdbcClient jdbc;
  private FollowUpRows rows;

  @BeforeEach
  void open() throws Exception {
    String url = TestDatabase.createUrl();
    new Migrations(new DriverManagerDataSource(url));
    database = new SingleConnectionDataSource(url, true);
    connection = database.getConnection();
    jdbc = JdbcClient.create(database);
    jdbc.sql("select set_config('search_path', 'followup', false)").query(String.class).single();
    rows = new FollowUpRows(jdbc, new EventJson());
  }

  @AfterEach
  void close() {
    database.destroy();
  }

  private static StudentFollowUp withNeed(StudentFollowUp state, String description) {
    return state.evolve(
        new NeedDiagnosed(
            new NeedId(UUID.randomUUID()), STUDENT, NeedArea.AUTONOMY, description, null, DAY));
  }

  private static StudentFollowUp start() {
    return withNeed(StudentFollowUp.of(STUDENT), "S’organiser");
  }

  private void save(long position, @Nullable StudentFollowUp before, StudentFollowUp after) {
    rows.save(Map.of(STUDENT, new Change(position, before, after)));
  }

  private @Nullable StudentFollowUp current() {
    return rows.current(Set.of(STUDENT)).get(STUDENT);
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    StudentFollowUp first = start();
    save(1, null, first);
    assertThat(current()).isSameAs(first);
    StudentFollowUp second = withNeed(first, "Lire");
    save(2, first, second);
    assertThat(new FollowUpRows(jdbc, new EventJson()).current(Set.of(STUDENT)))
        .containsExactly(Map.entry(STUDENT, second));
    assertThat(rows.find(List.of(STUDENT))).containsExactly(Map.entry(STUDENT, second));
  }

  @Test
  void oneMoreNeedLeavesOtherKindsOfFactsAsTheyAre() {
    StudentFollowUp first = start();
    save(1, null, first);
    jdbc.sql("update student set surveys = '[\"6a1f2f0e-0000-4000-8000-000000000001\"]'").update();
    save(2, first, withNeed(first, "Lire"));
    assertThat(Objects.requireNonNull(current()).needs()).hasSize(2);
    assertThat(
            jdbc.sql("select jsonb_array_length(surveys) from student").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void aRowThatSomebodyElseHasWrittenIsReadAnew() {
    save(1, null, start());
    jdbc.sql("update student set needs = '[]'").update();
    assertThat(Objects.requireNonNull(current()).needs()).isEmpty();
    jdbc.sql("delete from student").update();
    assertThat(current()).isNull();
  }

  @Test
  void whatWasRolledBackIsForgotten() throws Exception {
    StudentFollowUp first = start();
    save(1, null, first);
    connection.setAutoCommit(false);
    save(2, first, withNeed(first, "Lire"));
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(current()).isEqualTo(first);
  }

  @Test
  void theTwinOfARebuildIsAnotherRow() {
    save(1, null, start());
    jdbc.sql("create schema twin").update();
    jdbc.sql("create table twin.student (like followup.student including all)").update();
    jdbc.sql("select set_config('search_path', 'twin', false)").query(String.class).single();
    assertThat(current()).isNull();
  }

  @Test
  void theRowsOfTheFirstVersionAreTakenOver() throws Exception {
    StudentFollowUp state =
        new StudentFollowUp(
            STUDENT,
            List.of(new Membership(new StructureId("0881234A:D:1CAP"), DAY, null)),
            DAY,
            start().needs(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    jdbc.sql("drop table followup.student").update();
    run("V1__student_follow_up.sql");
    jdbc.sql("insert into student values (?, 7, ?::jsonb)")
        .param(STUDENT.value())
        .param(new EventJson().write(state))
        .update();
    run("V2__what_an_event_changes.sql");
    assertThat(current()).isEqualTo(state);
  }

  private void run(String migration) throws Exception {
    try (var sql =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/db/migration/followup/" + migration))) {
      jdbc.sql(new String(sql.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).update();
    }
  }
}
