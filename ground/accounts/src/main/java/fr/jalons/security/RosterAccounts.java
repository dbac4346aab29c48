package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.marks.Role;
import fr.jalons.marks.Spelling;
import fr.jalons.platform.commands.Commands;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts of people of the roster, many at a time: who has one, who has come in, and links for the
 * others. An account belongs to the person, whatever their number in the sources becomes.
 */
@Component
public class RosterAccounts {
  private static final int LONGEST_NAME = 40;

  private final JdbcClient jdbc;
  private final AccountAdministration administration;
  private final RoleGrantPolicy policy;
  private final AccountRows rows;
  private final Commands commands;
  private final Clock clock;

  RosterAccounts(
      JdbcClient jdbc,
      AccountAdministration administration,
      RoleGrantPolicy policy,
      AccountRows rows,
      Commands commands,
      Clock clock) {
    this.jdbc = jdbc;
    this.administration = administration;
    this.policy = policy;
    this.rows = rows;
    this.commands = commands;
    this.clock = clock;
  }

  /** Kinds of people with accounts. */
  public enum People {
    STUDENTS(
        Role.STUDENT,
        """
        select distinct s.id, coalesce(s.usage_name, s.family_name) as family_name, s.first_name,
          '' as children, s.email
        from planning.membership_on(:day) m join identity.student s on s.id = m.student
        where :structure::text is null or m.structure = :structure
        """),
    GUARDIANS(
        Role.GUARDIAN,
        """
        select g.id, coalesce(g.usage_name, g.family_name) as family_name, g.first_name,
          string_agg(distinct s.first_name || ' ' || coalesce(s.usage_name, s.family_name), ', ') as children,
          g.email
        from planning.membership_on(:day) m
        join identity.student s on s.id = m.student
        join identity.guardianship w on w.student = s.id
        join identity.guardian g on g.id = w.guardian
        where :structure::text is null or m.structure = :structure
        group by g.id
        """),
    /** The whole staff of the school of the class. */
    STAFF(
        Role.TEACHER,
        """
        select t.id, coalesce(t.usage_name, t.family_name) as family_name, t.first_name,
          '' as children, t.email
        from identity.teacher t
        where t.listed and (:structure::text is null or t.school = split_part(:structure, ':', 1))
          and :day::date is not null
        """);

    private final Role role;
    private final String select;

    People(Role role, String select) {
      this.role = role;
      this.select = select;
    }

    Role role() {
      return role;
    }

    /** Those of {@code :structure} on {@code :day}; of all classes and schools if that is null. */
    String select() {
      return select;
    }
  }

  /** Whether somebody can come in. */
  public enum State {
    WITHOUT_ACCOUNT,
    INVITED,
    ACTIVE
  }

  /**
   * One person.
   *
   * @param children whose guardian they are; empty for others
   * @param account null without one
   * @param login null without account
   * @param email null where the school's files tell none
   * @param hasLink whether a link is there that was not used; it may have run out
   * @param mail the last message to them; null if there was none
   */
  public record Holder(
      UUID person,
      String familyName,
      String firstName,
      String children,
      State state,
      @Nullable String account,
      @Nullable String login,
      @Nullable String email,
      boolean hasLink,
      AccountMail.@Nullable Sending mail) {
    public String name() {
      return firstName + ' ' + familyName;
    }
  }

  /** A link for one person, shown this once. */
  public record Letter(Holder to, String login, String link, Instant expiresAt) {}

  /** The people of a class today, by name, with their accounts. */
  public List<Holder> of(StructureId structure, People people) {
    return jdbc.sql(
            """
            select p.*, a.id as account, a.login, a.pending, a.link_expires_at is not null as has_link,
              m.state, m.at, m.reason
            from (%s) p
            left join lateral (
              select id, login, pending, link_expires_at from visibility.account
              where person in (select p.id union all select j.id from identity.joined j where j.kept = p.id)
                and roles <> '{}' order by pending limit 1) a on true
            left join visibility.mail m on m.account = a.id
            order by p.family_name, p.first_name, p.id
            """
                .formatted(people.select))
        .param("structure", structure.value())
        .param("day", LocalDate.now(clock))
        .query((row, index) -> holder(row))
        .list();
  }

  private static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        row.getObject("id", UUID.class),
        row.getString("family_name"),
        row.getString("first_name"),
        row.getString("children"),
        row.getString("account") == null
            ? State.WITHOUT_ACCOUNT
            : row.getBoolean("pending") ? State.INVITED : State.ACTIVE,
        row.getString("account"),
        row.getString("login"),
        row.getString("email"),
        row.getBoolean("has_link"),
        row.getString("state") == null
            ? null
            : new AccountMail.Sending(
                AccountMail.State.valueOf(row.getString("state")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("reason")));
  }

  /**
   * Makes an account and a link for everyone who has none.
   *
   * @param again also a new link for those who have never used theirs, which ends the old one
   */
  public List<Letter> invite(StructureId structure, People people, boolean again) {
    SchoolId school = structure.school();
    policy.check(Set.of(people.role), Scope.of(school));
    List<Letter> letters = new ArrayList<>();
    for (Holder holder : of(structure, people)) {
      switch (holder.state()) {
        case WITHOUT_ACCOUNT -> letters.add(letter(holder, people.role, school));
        case INVITED -> {
          if (again) {
            anew(holder).ifPresent(letters::add);
          }
        }
        case ACTIVE -> {}
      }
    }
    return letters;
  }

  private Letter letter(Holder holder, Role role, SchoolId school) {
    Opened opened = opened(holder, role, school);
    Invitations.Link link = administration.firstLink(opened.id);
    return new Letter(holder, opened.login, link.link(), link.expiresAt());
  }

  /** Makes an account that has no link yet. */
  String open(Holder holder, People people, SchoolId school) {
    return opened(holder, people.role, school).id;
  }

  private record Opened(String id, String login) {}

  private Opened opened(Holder holder, Role role, SchoolId school) {
    Scope scope = new Scope(school, holder.person(), Set.of());
    String id = unused(holder.person());
    String wanted = login(holder);
    for (int number = 1; ; number++) {
      String login = number == 1 ? wanted : wanted + number;
      if (administration.open(id, login, Set.of(role), scope)) {
        return new Opened(id, login);
      }
    }
  }

  private Optional<Letter> anew(Holder holder) {
    String login = String.valueOf(holder.login());
    return administration
        .link(String.valueOf(holder.account()))
        .map(link -> new Letter(holder, login, link.link(), link.expiresAt()));
  }

  /** The same for the same person until the log has it, so that two who invite make one account. */
  private String unused(UUID person) {
    for (int number = 1; ; number++) {
      String id = commands.idOf("account:" + person + ':' + number, UUID::toString);
      if (!rows.isInLog(id)) {
        return id;
      }
    }
  }

  /** As people of the school are called: the first letter, a point, the family name. */
  private static String login(Holder holder) {
    String first = letters(holder.firstName());
    String family = letters(holder.familyName());
    String name = first.isEmpty() || family.isEmpty() ? "compte" : first.charAt(0) + "." + family;
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static String letters(String name) {
    return Spelling.folded(name).replaceAll("[^a-z]+", "");
  }
}
