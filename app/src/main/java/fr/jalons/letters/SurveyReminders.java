package fr.jalons.letters;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.sealing.ErasureParticipant;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.Directory;
import fr.jalons.security.MailServer;
import fr.jalons.security.OtherMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reminders of surveys by e-mail, each with a link of its own (S32). Who is to get one waits in the
 * database; link and address are looked up when the message is about to leave. Of an anonymous
 * survey everyone is reminded: nothing tells who has answered.
 */
@Component
class SurveyReminders implements OtherMail, ErasureParticipant {
  /** How many times a message is tried that the server might take later. */
  private static final int TRIES = 5;

  private static final Duration MESSAGE_RESTS = Duration.ofMinutes(5);
  private static final Duration AFTER_A_CRASH = Duration.ofMinutes(10);

  /** Nobody gets two within this, of whichever surveys. */
  static final Duration BETWEEN_TWO = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final SurveyLinks links;
  private final MailServer server;
  private final Messages messages;
  private final Clock clock;

  SurveyReminders(
      JdbcClient jdbc, SurveyLinks links, MailServer server, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.links = links;
    this.server = server;
    this.messages = messages;
    this.clock = clock;
  }

  /** What became of a message. */
  private enum State {
    WAITING,
    SENT,
    FAILED,
    NO_ADDRESS
  }

  /**
   * How the last reminders of a survey stand.
   *
   * @param lastAt when the last one left
   * @param reasons what the server said of those that it did not take
   */
  public record Standing(
      int waiting,
      int sent,
      int failed,
      int withoutAddress,
      @Nullable Instant lastAt,
      List<String> reasons) {
    static final Standing NONE = new Standing(0, 0, 0, 0, null, List.of());

    public boolean any() {
      return waiting + sent + failed + withoutAddress > 0;
    }
  }

  /**
   * What came of asking.
   *
   * @param asked how many people are written to, if there is an address
   * @param lately how many were, within a day
   */
  public record Asked(int asked, int lately) {}

  /** The variables that have to be set before anything can be sent. */
  List<String> missing() {
    return server.missing();
  }

  /**
   * Reminds all who may still have to answer and were not reminded within a day.
   *
   * @throws Refusal if the survey takes no answers, or the server does not answer: nothing has
   *     changed then
   */
  Asked remind(SurveyId survey) {
    Set<UUID> people = links.toRemind(survey);
    if (!missing().isEmpty()) {
      throw Refusal.conflict("mail.not-set", String.join(", ", missing()));
    }
    server
        .problem()
        .ifPresent(
            reason -> {
              throw Refusal.conflict("survey.reminders.no-answer", reason);
            });
    Set<UUID> due = due(survey, people);
    if (due.isEmpty() || !links.announce(survey, due.size())) {
      return new Asked(0, people.size());
    }
    queue(survey, due);
    return new Asked(due.size(), people.size() - due.size());
  }

  private Set<UUID> due(SurveyId survey, Set<UUID> people) {
    List<UUID> lately =
        jdbc.sql(
                """
                select person from letters.survey_reminder
                where survey = ? and (state = 'WAITING' or state = 'SENT' and at > ?)
                """)
            .params(survey.value(), time(clock.instant().minus(BETWEEN_TWO)))
            .query((row, index) -> row.getObject("person", UUID.class))
            .list();
    Set<UUID> due = new LinkedHashSet<>(people);
    lately.forEach(due::remove);
    return due;
  }

  /** Two who ask at once remind once. */
  private void queue(SurveyId survey, Set<UUID> people) {
    jdbc.sql(
            """
            insert into letters.survey_reminder as r (survey, person, language, state, at, due_at)
            select :survey, person, :language, 'WAITING', :now, :now from unnest(:people::uuid[]) person
            on conflict (survey, person) do update
            set language = excluded.language, state = excluded.state, at = excluded.at,
              due_at = excluded.due_at, tries = 0, reason = null
            where r.state in ('FAILED', 'NO_ADDRESS') or r.state = 'SENT' and r.at <= :since
            """)
        .param("survey", survey.value())
        .param("language", LocaleContextHolder.getLocale().getLanguage())
        .param("now", time(clock.instant()))
        .param("since", time(clock.instant().minus(BETWEEN_TWO)))
        .param("people", people.toArray(UUID[]::new))
        .update();
  }

  /** How the reminders of each survey stand. */
  Map<SurveyId, Standing> standing() {
    Map<SurveyId, Standing> all = new HashMap<>();
    jdbc.sql(
            """
            select survey, count(*) filter (where state = 'WAITING') as waiting,
              count(*) filter (where state = 'SENT') as sent,
              count(*) filter (where state = 'FAILED') as failed,
              count(*) filter (where state = 'NO_ADDRESS') as without_address,
              max(at) filter (where state = 'SENT') as last_at,
              coalesce(array_agg(distinct reason) filter (where reason is not null), '{}') as reasons
            from letters.survey_reminder group by survey
            """)
        .query(
            row -> {
              OffsetDateTime last = row.getObject("last_at", OffsetDateTime.class);
              all.put(
                  new SurveyId(row.getObject("survey", UUID.class)),
                  new Standing(
                      row.getInt("waiting"),
                      row.getInt("sent"),
                      row.getInt("failed"),
                      row.getInt("without_address"),
                      last == null ? null : last.toInstant(),
                      List.of((String[]) row.getArray("reasons").getArray())));
            });
    return all;
  }

  /** A message that waits. */
  private record Waiting(SurveyId survey, UUID person, Locale language, int tries) {}

  /** Whom a message is for, by now. */
  private record Recipient(String name, @Nullable String email) {}

  @Override
  public boolean isDue() {
    return jdbc.sql(
            """
            select exists (
              select from letters.survey_reminder where state = 'WAITING' and due_at <= ?)
            """)
        .param(time(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  @Override
  public int deliver(int most) {
    List<Waiting> due = due(most);
    Map<SurveyId, Set<UUID>> unanswered = new HashMap<>();
    for (Waiting waiting : due) {
      Set<UUID> people = unanswered.computeIfAbsent(waiting.survey, this::unanswered);
      if (people.contains(waiting.person)) {
        deliver(waiting);
      } else {
        drop(waiting);
      }
    }
    return due.size();
  }

  private Set<UUID> unanswered(SurveyId survey) {
    try {
      return links.toRemind(survey);
    } catch (Refusal unknown) {
      return Set.of(); // it was withdrawn
    }
  }

  /** Nobody else takes them meanwhile. */
  private List<Waiting> due(int most) {
    return jdbc.sql(
            """
            update letters.survey_reminder r set due_at = :claimed
            from (
              select survey, person from letters.survey_reminder
              where state = 'WAITING' and due_at <= :now
              order by due_at, person limit :most for update skip locked) d
            where r.survey = d.survey and r.person = d.person
            returning r.survey, r.person, r.language, r.tries
            """)
        .param("now", time(clock.instant()))
        .param("claimed", time(clock.instant().plus(AFTER_A_CRASH)))
        .param("most", Math.max(0, most))
        .query(
            (row, index) ->
                new Waiting(
                    new SurveyId(row.getObject("survey", UUID.class)),
                    row.getObject("person", UUID.class),
                    Locale.of(row.getString("language")),
                    row.getInt("tries")))
        .list();
  }

  private void deliver(Waiting waiting) {
    Instant last = lastToSamePerson(waiting);
    if (last != null) {
      later(waiting, last.plus(BETWEEN_TWO), waiting.tries, null);
      return;
    }
    Optional<Recipient> found = recipient(waiting.person);
    if (found.isEmpty()) {
      drop(waiting); // erased meanwhile
      return;
    }
    Recipient to = found.get();
    if (to.email == null) {
      settle(waiting, State.NO_ADDRESS, null);
      return;
    }
    SurveyLinks.Link link =
        links.forMail(waiting.survey, new Directory.Somebody(waiting.person, to.name, null));
    Optional<SurveyLinks.Asked> asked = links.asked(link.token());
    if (asked.isEmpty()) {
      drop(waiting); // closed meanwhile
      return;
    }
    try {
      server.send(
          to.email,
          messages.in(waiting.language, "survey.reminder.subject", asked.get().title()),
          text(waiting, to, asked.get(), link));
      settle(waiting, State.SENT, null);
    } catch (MailServer.NotSent e) {
      if (e.isLasting() || waiting.tries + 1 >= TRIES) {
        settle(waiting, State.FAILED, e.reason());
      } else {
        later(
            waiting,
            clock.instant().plus(MESSAGE_RESTS.multipliedBy(1L << waiting.tries)),
            waiting.tries + 1,
            e.reason());
      }
    }
  }

  /** When they were last reminded of another survey, within a day. */
  private @Nullable Instant lastToSamePerson(Waiting waiting) {
    return jdbc.sql(
            """
            select at from letters.survey_reminder
            where person = ? and state = 'SENT' and at > ? order by at desc limit 1
            """)
        .params(waiting.person, time(clock.instant().minus(BETWEEN_TWO)))
        .query((row, index) -> row.getObject("at", OffsetDateTime.class).toInstant())
        .optional()
        .orElse(null);
  }

  private Optional<Recipient> recipient(UUID person) {
    return jdbc.sql(
            """
            select first_name || ' ' || coalesce(usage_name, family_name) as name, email
            from identity.student where id = :person
            union all
            select first_name || ' ' || coalesce(usage_name, family_name), email
            from identity.guardian where id = :person
            union all
            select first_name || ' ' || coalesce(usage_name, family_name), email
            from identity.teacher where id = :person
            limit 1
            """)
        .param("person", person)
        .query((row, index) -> new Recipient(row.getString("name").strip(), row.getString("email")))
        .optional();
  }

  private String text(
      Waiting waiting, Recipient to, SurveyLinks.Asked asked, SurveyLinks.Link link) {
    Locale language = waiting.language;
    String school = schoolName(asked.school());
    String until =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(language)
            .format(asked.closesOn());
    List<String> parts =
        new ArrayList<>(
            List.of(
                messages.in(language, "mail.hello", to.name),
                messages.in(language, "survey.letter.asks", asked.title()),
                messages.in(language, "survey.reminder.open", until)
                    + '\n'
                    + server.site()
                    + SurveyAnswerPages.ADDRESS
                    + '/'
                    + link.token()));
    if (asked.anonymous()) {
      parts.add(messages.in(language, "survey.answer.anonymous"));
      parts.add(messages.in(language, "survey.reminder.anonymous"));
    } else {
      parts.add(messages.in(language, "survey.answer.named"));
    }
    parts.add(messages.in(language, "mail.keep"));
    parts.add(messages.in(language, "mail.why", school));
    parts.add(messages.in(language, "mail.sign", school) + '\n');
    return String.join("\n\n", parts);
  }

  private String schoolName(String uai) {
    return Objects.requireNonNull(
        jdbc.sql("select coalesce((select name from identity.school where uai = :uai), :uai)")
            .param("uai", uai)
            .query(String.class)
            .single());
  }

  @Override
  public void rest(String reason, Instant until) {
    jdbc.sql(
            """
            update letters.survey_reminder set reason = ?, due_at = ?
            where state = 'WAITING' and due_at < ?
            """)
        .params(reason, time(until), time(until))
        .update();
  }

  private void settle(Waiting waiting, State state, @Nullable String reason) {
    jdbc.sql(
            """
            update letters.survey_reminder set state = :state, at = :now, reason = :reason
            where survey = :survey and person = :person
            """)
        .param("survey", waiting.survey.value())
        .param("person", waiting.person)
        .param("state", state.name())
        .param("now", time(clock.instant()))
        .param("reason", reason)
        .update();
  }

  private void later(Waiting waiting, Instant due, int tries, @Nullable String reason) {
    jdbc.sql(
            """
            update letters.survey_reminder set tries = :tries, reason = :reason, due_at = :due
            where survey = :survey and person = :person
            """)
        .param("survey", waiting.survey.value())
        .param("person", waiting.person)
        .param("tries", tries)
        .param("reason", reason)
        .param("due", time(due))
        .update();
  }

  private void drop(Waiting waiting) {
    jdbc.sql(
            """
            delete from letters.survey_reminder
            where survey = ? and person = ? and state = 'WAITING'
            """)
        .params(waiting.survey.value(), waiting.person)
        .update();
  }

  @Bean
  RecurringTask<Void> forgetSurveyReminders() {
    return Recurring.every(Duration.ofHours(1), "forget-survey-reminders", this::forget);
  }

  /** What is kept of a survey goes once it is over; the day between two reminders is waited for. */
  void forget() {
    jdbc.sql(
            """
            delete from letters.survey_reminder r where at < :since and not exists (
              select from evaluation.survey s
              where s.id = r.survey and not s.closed and s.closes_on >= :day)
            """)
        .param("since", time(clock.instant().minus(BETWEEN_TWO)))
        .param("day", clock.instant().minus(BETWEEN_TWO).atOffset(ZoneOffset.UTC).toLocalDate())
        .update();
  }

  @Override
  public void erase(Set<UUID> persons) {
    jdbc.sql("delete from letters.survey_reminder where person = any (?)")
        .param(persons.toArray(UUID[]::new))
        .update();
    links.endAllOf(persons);
  }

  @Override
  public String schema() {
    return "letters";
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
