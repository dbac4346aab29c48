package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The surveys, the newest first, and how many of the invited have answered (S32). */
@Projection(
    name = "evaluation.surveys",
    tables = {"survey", "survey_answer"})
class Surveys {
  private final JdbcClient jdbc;
  private final EventJson json;
  private final int k;

  Surveys(JdbcClient jdbc, EventJson json, @Value("${jalons.suppression.k:5}") int k) {
    this.jdbc = jdbc;
    this.json = json;
    this.k = k;
  }

  /** Whether a survey takes answers; past its last day it does not, closed by somebody or not. */
  enum Status {
    OPEN,
    CLOSED
  }

  /**
   * A survey and the participation in it.
   *
   * @param answers of an open anonymous survey only in steps of k: each one has no time of its own
   */
  record Row(
      SurveyId id,
      String title,
      Audience audience,
      String school,
      @JsonProperty("class") @Nullable String classCode,
      boolean anonymous,
      Status status,
      int invited,
      int answers,
      LocalDate closesOn) {}

  @EventHandler
  void on(SurveyOpened event, Recorded recorded) {
    StructureId onlyClass = event.audienceClass();
    jdbc.sql(
            """
            insert into survey
              (id, title, audience, school, structure, anonymous, questions, invited, closes_on, opened_at)
            values (:id, :title, :audience, :school, :structure, :anonymous, :questions::json, :invited, :closesOn, :openedAt)
            on conflict do nothing
            """)
        .param("id", event.survey().value())
        .param("title", event.title())
        .param("audience", event.audience().name())
        .param("school", event.school().uai())
        .param("structure", onlyClass == null ? null : onlyClass.value())
        .param("anonymous", event.anonymous())
        .param("questions", json.write(event.questions()))
        .param("invited", event.invited().size())
        .param("closesOn", event.closesOn())
        .param("openedAt", recorded.position())
        .update();
  }

  /** A ballot that is replayed inserts nothing, and is not counted again. */
  @EventHandler
  void on(SurveyAnswered event) {
    jdbc.sql(
            """
            with cast_now as (
              insert into survey_answer (survey, ballot, question, answer)
              select :survey, :ballot, a.question, a.answer
              from unnest(:questions::text[], :answers::text[]) as a(question, answer)
              on conflict do nothing
              returning 1)
            update survey set answers = answers + 1
            where id = :survey and exists (select from cast_now)
            """)
        .param("survey", event.survey().value())
        .param("ballot", event.ballot())
        .param("questions", event.answers().keySet().toArray(String[]::new))
        .param("answers", event.answers().values().toArray(String[]::new))
        .update();
  }

  @EventHandler
  void on(SurveyClosed event) {
    jdbc.sql("update survey set closed = true where id = ?").param(event.survey().value()).update();
  }

  /** A withdrawn survey has no answers. */
  @EventHandler
  void on(RecordWithdrawn event) {
    jdbc.sql("delete from survey where id = ?").param(event.record()).update();
  }

  List<Row> on(LocalDate today) {
    return jdbc.sql(SurveyInvitations.COUNTED + "order by s.opened_at desc")
        .query((row, number) -> row(row, today))
        .list();
  }

  private Row row(ResultSet row, LocalDate today) throws SQLException {
    String structure = row.getString("structure");
    return new Row(
        new SurveyId(row.getObject("id", UUID.class)),
        row.getString("title"),
        Audience.valueOf(row.getString("audience")),
        row.getString("school"),
        structure == null ? null : code(row, new StructureId(structure)),
        row.getBoolean("anonymous"),
        status(row, today),
        SurveyInvitations.count(row),
        answersTold(row, k),
        row.getObject("closes_on", LocalDate.class));
  }

  /** What the class is called; its key to whoever does not reach it. */
  private static String code(ResultSet survey, StructureId structure) throws SQLException {
    return Objects.requireNonNullElse(survey.getString("code"), structure.key());
  }

  static int answersTold(ResultSet survey, int k) throws SQLException {
    int answers = survey.getInt("answers");
    boolean inSteps = survey.getBoolean("anonymous") && !survey.getBoolean("closed");
    return inSteps ? answers - answers % k : answers;
  }

  static Status status(ResultSet survey, LocalDate today) throws SQLException {
    boolean over = today.isAfter(survey.getObject("closes_on", LocalDate.class));
    return over || survey.getBoolean("closed") ? Status.CLOSED : Status.OPEN;
  }

  @RestController
  static class Endpoint {
    private final Surveys surveys;
    private final Clock clock;

    Endpoint(Surveys surveys, Clock clock) {
      this.surveys = surveys;
      this.clock = clock;
    }

    @GetMapping("/api/surveys")
    @Allowed(who = Who.READERS, over = Over.SCHOOL)
    List<Row> all() {
      return surveys.on(LocalDate.now(clock));
    }
  }
}
