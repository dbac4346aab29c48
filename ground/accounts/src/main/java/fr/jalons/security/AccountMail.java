package fr.jalons.security;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.platform.web.Messages;
import fr.jalons.security.RosterAccounts.Holder;
import fr.jalons.security.RosterAccounts.People;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links to accounts by e-mail. Who is to get one waits in the database until the server has taken
 * the message; the link is made just before, so that nothing keeps it readable. No address is kept
 * here: it stands with the person.
 */
@Component
public class AccountMail {
  /** How many times a message is tried that the server might take later. */
  private static final int TRIES = 5;

  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final Duration SERVER_RESTS = Duration.ofMinutes(1);
  private static final Duration MESSAGE_RESTS = Duration.ofMinutes(5);
  private static final Duration AFTER_A_CRASH = Duration.ofMinutes(10);
  private static final Duration BETWEEN_TWO = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final RosterAccounts people;
  private final RoleGrantPolicy policy;
  private final AccountRows rows;
  private final Invitations invitations;
  private final MailServer server;
  private final List<OtherMail> others;
  private final Messages messages;
  private final CurrentActor actor;
  private final Clock clock;

  AccountMail(
      JdbcClient jdbc,
      RosterAccounts people,
      RoleGrantPolicy policy,
      AccountRows rows,
      Invitations invitations,
      MailServer server,
      List<OtherMail> others,
      Messages messages,
      CurrentActor actor,
      Clock clock) {
    this.jdbc = jdbc;
    this.people = people;
    this.policy = policy;
    this.rows = rows;
    this.invitations = invitations;
    this.server = server;
    this.others = List.copyOf(others);
    this.messages = messages;
    this.actor = actor;
    this.clock = clock;
  }

  /** What became of a message. */
  public enum State {
    WAITING,
    SENT,
    FAILED
  }

  /**
   * The last message to somebody.
   *
   * @param at when it was asked for, sent or given up
   * @param reason what the server said when it did not take it
   */
  public record Sending(State state, Instant at, @Nullable String reason) {}

  /**
   * What came of asking.
   *
   * @param asked how many messages are on their way
   * @param withoutAddress how many people need a letter
   */
  public record Asked(int asked, int withoutAddress) {}

  /** The variables that have to be set before anything can be sent. */
  public List<String> missing() {
    return server.missing();
  }

  /**
   * Makes an account for everyone with an address who has none, and sends them a link. Messages
   * that failed are tried anew.
   *
   * @param again also to those who have a link that they did not use, which ends it
   * @throws Refusal if the server does not answer: nothing has changed then
   */
  public Asked ask(StructureId structure, People kind, boolean again) {
    SchoolId school = structure.school();
    policy.check(Set.of(kind.role()), Scope.of(school));
    if (!missing().isEmpty()) {
      throw Refusal.conflict("mail.not-set", String.join(", ", missing()));
    }
    server
        .problem()
        .ifPresent(
            reason -> {
              throw Refusal.conflict("mail.no-answer", reason);
            });
    int asked = 0;
    int withoutAddress = 0;
    for (Holder holder : people.of(structure, kind)) {
      if (holder.state() == RosterAccounts.State.ACTIVE) {
        continue;
      }
      if (holder.email() == null) {
        withoutAddress++;
      } else if (isDue(holder, again)) {
        String account = holder.account();
        queue(account == null ? people.open(holder, kind, school) : account, kind);
        asked++;
      }
    }
    return new Asked(asked, withoutAddress);
  }

  private boolean isDue(Holder holder, boolean again) {
    Sending last = holder.mail();
    if (last == null) {
      return again || !holder.hasLink();
    }
    return switch (last.state()) {
      case WAITING -> false;
      case FAILED -> true;
      case SENT -> again && last.at().isBefore(clock.instant().minus(BETWEEN_TWO));
    };
  }

  private void queue(String account, People kind) {
    jdbc.sql(
            """
            insert into security.mail (account, people, language, asked_by, state, at, due_at)
            values (:account, :people, :language, :by, 'WAITING', :now, :now)
            on conflict (account) do update
            set people = excluded.people, language = excluded.language, asked_by = excluded.asked_by,
              state = excluded.state, at = excluded.at, due_at = excluded.due_at, tries = 0, reason = null
            """)
        .param("account", account)
        .param("people", kind.name())
        .param("language", LocaleContextHolder.getLocale().getLanguage())
        .param("by", actor.id())
        .param("now", time(clock.instant()))
        .update();
  }

  /** A message that waits. */
  private record Waiting(
      String account, People people, Locale language, String askedBy, int tries) {}

  /** Whom a message is for, by now. */
  private record Recipient(
      String name,
      String children,
      String email,
      String login,
      SchoolId school,
      String schoolName) {}

  @Bean
  RecurringTask<Void> sendAccountMail() {
    return Recurring.every(ROUND, "send-account-mail", this::deliver);
  }

  /**
   * Sends what waits, as many as a round may: links to accounts first, then what else there is. A
   * server that is down is asked again in a minute.
   */
  void deliver() {
    if (!missing().isEmpty()) {
      return;
    }
    int most =
        (int)
            Math.max(1, server.perMinute() * ROUND.toSeconds() / Duration.ofMinutes(1).toSeconds());
    List<Waiting> due = due(most);
    if (due.isEmpty() && others.stream().noneMatch(OtherMail::isDue)) {
      return;
    }
    Optional<String> problem = server.problem();
    if (problem.isPresent()) {
      rest(problem.get());
      others.forEach(other -> other.rest(problem.get(), clock.instant().plus(SERVER_RESTS)));
    } else {
      due.forEach(this::deliver);
      int left = most - due.size();
      for (OtherMail other : others) {
        left -= other.deliver(left);
      }
    }
  }

  /** Nobody else takes them meanwhile. */
  private List<Waiting> due(int most) {
    return jdbc.sql(
            """
            update security.mail m set due_at = :claimed
            from (
              select account from security.mail where state = 'WAITING' and due_at <= :now
              order by due_at, account limit :most for update skip locked) d
            where m.account = d.account
            returning m.account, m.people, m.language, m.asked_by, m.tries
            """)
        .param("now", time(clock.instant()))
        .param("claimed", time(clock.instant().plus(AFTER_A_CRASH)))
        .param("most", most)
        .query(
            (row, index) ->
                new Waiting(
                    row.getString("account"),
                    People.valueOf(row.getString("people")),
                    Locale.of(row.getString("language")),
                    row.getString("asked_by"),
                    row.getInt("tries")))
        .list();
  }

  private void rest(String reason) {
    jdbc.sql("update security.mail set reason = :reason, due_at = :due where state = 'WAITING'")
        .param("reason", reason)
        .param("due", time(clock.instant().plus(SERVER_RESTS)))
        .update();
  }

  private record Ready(Recipient to, Invitations.Link link) {}

  private void deliver(Waiting waiting) {
    Optional<Ready> ready =
        rows.oneAtATime(
            () ->
                recipient(waiting)
                    .map(
                        to ->
                            new Ready(
                                to,
                                invitations.issueAs(
                                    waiting.account, waiting.askedBy, server.site()))));
    if (ready.isEmpty()) {
      // Came in, withdrawn, or without an address by now.
      jdbc.sql("delete from security.mail where account = ? and state = 'WAITING'")
          .param(waiting.account)
          .update();
      return;
    }
    Recipient to = ready.get().to;
    try {
      server.send(
          to.email,
          messages.in(waiting.language, "mail.subject"),
          text(waiting, to, ready.get().link));
      settle(waiting, State.SENT, null);
    } catch (MailServer.NotSent e) {
      if (e.isLasting() || waiting.tries + 1 >= TRIES) {
        settle(waiting, State.FAILED, e.reason());
      } else {
        later(waiting, e.reason());
      }
    }
  }

  private void settle(Waiting waiting, State state, @Nullable String reason) {
    jdbc.sql(
            "update security.mail set state = :state, at = :now, reason = :reason where account = :account")
        .param("account", waiting.account)
        .param("state", state.name())
        .param("now", time(clock.instant()))
        .param("reason", reason)
        .update();
  }

  private void later(Waiting waiting, String reason) {
    jdbc.sql(
            """
            update security.mail set tries = tries + 1, reason = :reason, due_at = :due
            where account = :account
            """)
        .param("account", waiting.account)
        .param("reason", reason)
        .param("due", time(clock.instant().plus(MESSAGE_RESTS.multipliedBy(1L << waiting.tries))))
        .update();
  }

  private String text(Waiting waiting, Recipient to, Invitations.Link link) {
    Locale language = waiting.language;
    String until =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language)
            .withZone(SchoolTime.zone(clock, to.school))
            .format(link.expiresAt());
    String children = to.children.isEmpty() ? "" : '\n' + to.children;
    return String.join(
        "\n\n",
        messages.in(language, "mail.hello", to.name),
        messages.in(language, "mail.text." + waiting.people) + children,
        messages.in(language, "mail.open", until) + '\n' + link.link(),
        messages.in(language, "mail.login", to.login),
        messages.in(language, "mail.keep"),
        messages.in(language, "mail.why", to.schoolName),
        messages.in(language, "mail.sign", to.schoolName) + '\n');
  }

  private Optional<Recipient> recipient(Waiting waiting) {
    return jdbc.sql(
            """
            select a.login, a.school, coalesce(s.name, a.school) as school_name, p.*
            from security.account a
            join (%s) p on p.id = coalesce((select j.kept from identity.joined j where j.id = a.person), a.person)
            left join identity.school s on s.uai = a.school
            where a.id = :account and a.pending and :role = any (a.roles) and p.email is not null
            limit 1
            """
                .formatted(waiting.people.select()))
        .param("account", waiting.account)
        .param("structure", null, Types.VARCHAR)
        .param("day", LocalDate.now(clock))
        .param("role", waiting.people.role().stored())
        .query((row, index) -> recipient(row))
        .optional();
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    return new Recipient(
        (row.getString("first_name") + ' ' + row.getString("family_name")).strip(),
        row.getString("children"),
        row.getString("email"),
        row.getString("login"),
        new SchoolId(row.getString("school")),
        row.getString("school_name"));
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
