package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.OwnPerson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The surveys of whoever sends the current request, and of nobody else: whether somebody has
 * answered an anonymous one is told to themselves alone.
 */
@Component
public class OwnSurveys {
  private final JdbcClient jdbc;
  private final ObjectProvider<OwnPerson> sender;
  private final Ballots ballots;
  private final Answering answering;
  private final EventJson json;
  private final Clock clock;

  OwnSurveys(
      JdbcClient jdbc,
      ObjectProvider<OwnPerson> sender,
      Ballots ballots,
      Answering answering,
      EventJson json,
      Clock clock) {
    this.jdbc = jdbc;
    this.sender = sender;
    this.ballots = ballots;
    this.answering = answering;
    this.json = json;
    this.clock = clock;
  }

  /** What a survey is to somebody. */
  public enum State {
    /** It waits for their answer. */
    WAITING,
    ANSWERED,
    /** It takes no more answers, nor tells any more who has answered. */
    CLOSED,
    NOT_INVITED
  }

  /** A survey that waits for an answer. */
  public record Waiting(SurveyId id, String title, LocalDate closesOn) {}

  /** What somebody is asked. */
  public record Asked(
      SurveyId id,
      String title,
      boolean anonymous,
      List<Question> questions,
      LocalDate closesOn,
      State state) {
    private Asked as(State now) {
      return new Asked(id, title, anonymous, questions, closesOn, now);
    }
  }

  /** The surveys that the sender is invited to and has not answered, the next to close first. */
  public List<Waiting> waiting() {
    UUID person = person();
    if (person == null) {
      return List.of();
    }
    return jdbc
        .sql(
            """
            select s.*, true as asks_them
            from evaluation.survey s join evaluation.survey_invitation i on i.survey = s.id
            where i.respondent = ? and not i.answered and not s.closed and s.closes_on >= ?
            order by s.closes_on, s.opened_at
            """)
        .params(person, LocalDate.now(clock).minusDays(1)) // it may still be yesterday there
        .query((row, number) -> asked(row))
        .list()
        .stream()
        .filter(asked -> stateNow(asked, person) == State.WAITING)
        .map(asked -> new Waiting(asked.id, asked.title, asked.closesOn))
        .toList();
  }

  /** What the sender is asked; empty if there is no such survey, or not for them to see. */
  public Optional<Asked> asked(SurveyId survey) {
    UUID person = person();
    return jdbc.sql(
            """
            select s.*, exists (
              select from evaluation.survey_invitation i
              where i.survey = s.id and i.respondent = :person::uuid) as asks_them
            from evaluation.survey s where s.id = :survey
            """)
        .param("person", person)
        .param("survey", survey.value())
        .query((row, number) -> asked(row))
        .optional()
        .map(asked -> person == null ? asked : asked.as(stateNow(asked, person)));
  }

  /**
   * Answers for the sender.
   *
   * @throws Refusal as any answer
   */
  public void answer(SurveyId survey, Map<String, String> answers) {
    UUID person = person();
    if (person == null) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, List.of(Fault.of("respondentId", "evaluation.not-invited")));
    }
    answering.asSender(survey, person, answers);
  }

  private @Nullable UUID person() {
    OwnPerson own = sender.getIfAvailable();
    UUID person = own == null ? null : own.person();
    return person == null ? null : ballots.respondent(person);
  }

  /** As far as read models know. */
  private Asked asked(ResultSet row) throws SQLException {
    LocalDate today = SchoolTime.today(clock, row.getString("school"));
    State open = Surveys.status(row, today) == Surveys.Status.OPEN ? State.WAITING : State.CLOSED;
    return new Asked(
        new SurveyId(row.getObject("id", UUID.class)),
        row.getString("title"),
        row.getBoolean("anonymous"),
        List.of(json.read(row.getString("questions"), Question[].class)),
        row.getObject("closes_on", LocalDate.class),
        row.getBoolean("asks_them") ? open : State.NOT_INVITED);
  }

  /** The log itself tells of answers: read models may not have heard of them yet. */
  private State stateNow(Asked asked, UUID person) {
    if (asked.state == State.NOT_INVITED) {
      return asked.state;
    }
    String ballot = ballots.of(asked.id, person);
    if (ballot.isEmpty()) {
      return State.CLOSED; // its key is destroyed
    }
    return ballots.isCast(ballot) ? State.ANSWERED : asked.state;
  }
}
