package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Projection;
import fr.jalons.school.Directory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who is invited to a survey, and who has answered under their own name: whom to remind (S32). Of
 * an anonymous survey nothing tells who has answered.
 */
@Projection(
    name = "evaluation.survey-invitations",
    tables = {"survey_invitation"})
class SurveyInvitations {
  /** Surveys, each with the code of its class and the number of those who were invited later. */
  static final String COUNTED =
      """
      select s.*, c.code, (select count(*) from evaluation.survey_invitation i
        where i.survey = s.id and i.later) as joined
      from evaluation.survey s left join planning.structure c on c.id = s.structure
      """;

  private final JdbcClient jdbc;

  SurveyInvitations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many are invited to a survey, of a row of {@link #COUNTED}. */
  static int count(ResultSet survey) throws SQLException {
    return survey.getInt("invited") + survey.getInt("joined");
  }

  @EventHandler
  void on(SurveyOpened event) {
    invite(event.survey(), event.invited(), false);
  }

  @EventHandler
  void on(SurveyInvited event) {
    invite(event.survey(), event.invited(), true);
  }

  private void invite(SurveyId survey, Collection<UUID> invited, boolean later) {
    jdbc.sql(
            """
            insert into survey_invitation (survey, respondent, later)
            select :survey, respondent, :later from unnest(:invited::uuid[]) as respondent
            on conflict do nothing
            """)
        .param("survey", survey.value())
        .param("later", later)
        .param("invited", invited.toArray(UUID[]::new))
        .update();
  }

  @EventHandler
  void on(SurveyAnswered event) {
    UUID respondent = event.respondent();
    if (respondent != null) {
      jdbc.sql("update survey_invitation set answered = true where survey = ? and respondent = ?")
          .params(event.survey().value(), respondent)
          .update();
    }
  }

  @EventHandler
  void on(RecordWithdrawn event) {
    jdbc.sql("delete from survey_invitation where survey = ?").param(event.record()).update();
  }

  /** Those who have not answered a survey that is not anonymous. */
  List<UUID> unanswered(SurveyId survey) {
    return invited(survey, false);
  }

  /** Those who have answered a survey that is not anonymous; nobody of one that is. */
  List<UUID> answered(SurveyId survey) {
    return invited(survey, true);
  }

  private List<UUID> invited(SurveyId survey, boolean answered) {
    return jdbc.sql(
            """
            select respondent from evaluation.survey_invitation where survey = ? and answered = ?
            """)
        .params(survey.value(), answered)
        .query((row, number) -> row.getObject("respondent", UUID.class))
        .list();
  }

  /**
   * Whom to remind.
   *
   * @param answers of an open anonymous survey only in steps of k
   * @param unanswered at most so many have still to answer
   * @param people those of them whom the reader may see, by class and name; nobody of an anonymous
   *     survey
   */
  record Reminder(
      SurveyId id,
      int invited,
      int answers,
      int unanswered,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Directory.Somebody> people) {}

  @RestController
  static class Endpoint {
    private final SurveyInvitations invitations;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final int k;

    Endpoint(
        SurveyInvitations invitations,
        Directory directory,
        JdbcClient jdbc,
        Clock clock,
        @Value("${jalons.suppression.k:5}") int k) {
      this.invitations = invitations;
      this.directory = directory;
      this.jdbc = jdbc;
      this.clock = clock;
      this.k = k;
    }

    @GetMapping("/api/surveys/{survey}/unanswered")
    @Allowed(who = Who.STEERING, over = Over.SURVEY)
    Reminder unanswered(@PathVariable SurveyId survey) {
      return jdbc.sql(COUNTED + "where s.id = ?")
          .param(survey.value())
          .query((row, number) -> reminder(survey, row))
          .optional()
          .orElseThrow(() -> Refusal.notFound("evaluation.survey-unknown"));
    }

    private Reminder reminder(SurveyId survey, ResultSet row) throws SQLException {
      int invited = count(row);
      int answers = Surveys.answersTold(row, k);
      return new Reminder(
          survey,
          invited,
          answers,
          invited - answers,
          row.getBoolean("anonymous")
              ? null
              : directory.seen(invitations.unanswered(survey), LocalDate.now(clock)));
    }
  }
}
