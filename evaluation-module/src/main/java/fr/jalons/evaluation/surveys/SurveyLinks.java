package fr.jalons.evaluation.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.Directory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links by which the invited answer without an account, each once and only while the survey is
 * open. Nothing but digests of their tokens is kept, and that no longer than the survey is open:
 * whoever reads the database finds no way in. No read model: a link that is lost is printed anew.
 */
@Component
public class SurveyLinks {
  private static final int TOKEN_BYTES = 32;

  /** In place of an account: the answer itself says who gave it, where anything does. */
  private static final String ACTOR = "system:survey-link";

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final Commands commands;
  private final SurveyInvitations invitations;
  private final Surveys surveys;
  private final Directory directory;
  private final Ballots ballots;
  private final Answering answering;
  private final EventJson json;
  private final Clock clock;

  SurveyLinks(
      JdbcClient jdbc,
      Commands commands,
      SurveyInvitations invitations,
      Surveys surveys,
      Directory directory,
      Ballots ballots,
      Answering answering,
      EventJson json,
      Clock clock) {
    this.jdbc = jdbc;
    this.commands = commands;
    this.invitations = invitations;
    this.surveys = surveys;
    this.directory = directory;
    this.ballots = ballots;
    this.answering = answering;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A survey that takes answers.
   *
   * @param answers of an anonymous one only in steps of k
   */
  public record Open(
      SurveyId id,
      String title,
      String school,
      String audience,
      LocalDate closesOn,
      boolean anonymous,
      int invited,
      int answers) {}

  /** What somebody is asked behind a link. */
  public record Asked(
      SurveyId id,
      UUID respondent,
      String title,
      boolean anonymous,
      List<Question> questions,
      String school,
      LocalDate closesOn) {}

  /** How a link comes to somebody: a new one ends the one that came in the same way. */
  private enum Channel {
    PAPER,
    MAIL
  }

  /** A link of somebody, shown this once. */
  public record Link(Directory.Somebody to, String token) {}

  /** The surveys that take answers, of those that the reader may see. */
  public List<Open> open() {
    return surveys.on(LocalDate.now(clock)).stream()
        .filter(survey -> survey.status() == Surveys.Status.OPEN)
        .map(
            survey ->
                new Open(
                    survey.id(),
                    survey.title(),
                    survey.school(),
                    survey.classCode() == null ? "" : survey.classCode(),
                    survey.closesOn(),
                    survey.anonymous(),
                    survey.invited(),
                    survey.answers()))
        .toList();
  }

  /**
   * A new link for everyone who may still have to answer, by class and name. The printed links that
   * they had before are good for nothing any more. None for a repetition: the first alone sees
   * links.
   */
  public List<Link> issue(SurveyId survey) {
    requireKnown(survey);
    List<Directory.Somebody> people =
        directory.seen(invitations.unanswered(survey), LocalDate.now(clock));
    if (people.isEmpty() || !commands.send(new IssueSurveyLinks(survey, people.size())).changed()) {
      return List.of();
    }
    List<Link> links = new ArrayList<>();
    for (Directory.Somebody somebody : people) {
      links.add(new Link(somebody, token(survey, somebody.id(), Channel.PAPER)));
    }
    return links;
  }

  private void requireKnown(SurveyId survey) {
    if (jdbc.sql("select id from evaluation.survey where id = ?")
        .param(survey.value())
        .query(UUID.class)
        .optional()
        .isEmpty()) {
      throw Refusal.notFound("evaluation.survey-unknown");
    }
  }

  /**
   * Whom to remind: who has not answered. Of an anonymous survey everyone, since nothing tells who
   * has. Nobody twice who has several identifiers.
   */
  public Set<UUID> toRemind(SurveyId survey) {
    requireKnown(survey);
    Set<UUID> people = new LinkedHashSet<>();
    invitations.unanswered(survey).forEach(invited -> people.add(ballots.respondent(invited)));
    invitations.answered(survey).forEach(invited -> people.remove(ballots.respondent(invited)));
    return people;
  }

  /**
   * Notes that somebody has links sent: who, and how many.
   *
   * @return whether that is new; not so for a repetition
   * @throws Refusal if the survey takes no answers
   */
  public boolean announce(SurveyId survey, int links) {
    return commands.send(new IssueSurveyLinks(survey, links)).changed();
  }

  /**
   * A new link by e-mail for one of those {@link #toRemind}, made when the message is about to
   * leave. The one of the message before is good for nothing any more.
   */
  public Link forMail(SurveyId survey, Directory.Somebody to) {
    return new Link(to, token(survey, to.id(), Channel.MAIL));
  }

  private String token(SurveyId survey, UUID respondent, Channel channel) {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    jdbc.sql(
            """
            insert into evaluation.survey_link (survey, respondent, channel, token_hash)
            values (?, ?, ?, ?)
            on conflict (survey, respondent, channel) do update set token_hash = excluded.token_hash
            """)
        .params(survey.value(), respondent, channel.name(), digest(token))
        .update();
    return token;
  }

  /** What is asked behind a link; empty if there never was one, or it was used or has run out. */
  public Optional<Asked> asked(String token) {
    return jdbc.sql(
            """
            select s.*, l.respondent
            from evaluation.survey_link l join evaluation.survey s on s.id = l.survey
            where l.token_hash = ? and not s.closed
            """)
        .param(digest(token))
        .query(
            (row, number) ->
                new Asked(
                    new SurveyId(row.getObject("id", UUID.class)),
                    row.getObject("respondent", UUID.class),
                    row.getString("title"),
                    row.getBoolean("anonymous"),
                    List.of(json.read(row.getString("questions"), Question[].class)),
                    row.getString("school"),
                    row.getObject("closes_on", LocalDate.class)))
        .optional()
        .filter(asked -> !asked.closesOn.isBefore(SchoolTime.today(clock, asked.school)));
  }

  /**
   * Answers for whom the link was made, and ends it.
   *
   * @throws Refusal as any answer; where it was given already, the link ends too
   */
  public void answer(Asked asked, Map<String, String> answers) {
    try {
      answering.as(ACTOR, asked.id, asked.respondent, answers);
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.CONFLICT) {
        end(asked);
      }
      throw refusal;
    }
    end(asked);
  }

  private void end(Asked asked) {
    jdbc.sql("delete from evaluation.survey_link where survey = ? and respondent = ?")
        .params(asked.id.value(), asked.respondent)
        .update();
  }

  /** Ends all links of persons who are erased. */
  public void endAllOf(Set<UUID> persons) {
    jdbc.sql("delete from evaluation.survey_link where respondent = any (?)")
        .param(persons.toArray(UUID[]::new))
        .update();
  }

  @Bean
  RecurringTask<Void> forgetSurveyLinks() {
    return Recurring.every(Duration.ofHours(1), "forget-survey-links", this::forget);
  }

  void forget() {
    jdbc.sql(
            """
            delete from evaluation.survey_link l where not exists (
              select from evaluation.survey s
              where s.id = l.survey and not s.closed and s.closes_on >= ?)
            """)
        .param(LocalDate.now(clock).minusDays(1)) // it may still be yesterday there
        .update();
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
