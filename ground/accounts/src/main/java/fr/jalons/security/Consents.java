package fr.jalons.security;

import fr.jalons.events.AccountEvent.ConsentGiven;
import fr.jalons.events.AccountEvent.ConsentWithdrawn;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who lets which program act for them, until they take it back. */
@Component
class Consents implements OAuth2AuthorizationConsentService {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final TransactionTemplate together;
  private final Acts acts;

  Consents(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions, Acts acts) {
    this.jdbc = jdbc;
    this.acts = acts;
    this.clock = clock;
    this.together = new TransactionTemplate(transactions);
  }

  /**
   * A program that acts for somebody.
   *
   * @param registration stands for it
   * @param school the only one it reaches, if it has one
   * @param givenOn null: it is the school's own, and acts without consent
   */
  record Acting(
      String registration,
      String program,
      List<String> scopes,
      @Nullable String school,
      @Nullable LocalDate givenOn) {}

  @Override
  public void save(OAuth2AuthorizationConsent consent) {
    UUID registration = UUID.fromString(consent.getRegisteredClientId());
    String account = account(consent.getPrincipalName());
    acts.onAccount(
        by -> new ConsentGiven(account, program(registration), consent.getScopes(), by),
        consent.getScopes());
    jdbc.sql(
            """
            insert into security.consent (client, account, scopes, given_at)
            values (:client, :account, :scopes, :now)
            on conflict (client, account) do update
            set scopes = excluded.scopes, given_at = excluded.given_at
            """)
        .param("client", registration)
        .param("account", account)
        .param("scopes", consent.getScopes().toArray(String[]::new))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public void remove(OAuth2AuthorizationConsent consent) {
    withdraw(account(consent.getPrincipalName()), UUID.fromString(consent.getRegisteredClientId()));
  }

  private String account(String login) {
    return jdbc.sql("select id from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private String program(UUID registration) {
    return jdbc.sql("select id from security.client where registration = ?")
        .param(registration)
        .query(String.class)
        .single();
  }

  @Override
  public @Nullable OAuth2AuthorizationConsent findById(String registration, String login) {
    return jdbc.sql(
            """
            select c.scopes from security.consent c join security.account a on a.id = c.account
            where c.client = :client and a.login = :login
            """)
        .param("client", UUID.fromString(registration))
        .param("login", login)
        .query(
            (row, number) -> {
              OAuth2AuthorizationConsent.Builder consent =
                  OAuth2AuthorizationConsent.withId(registration, login);
              texts(row.getArray(1)).forEach(consent::scope);
              return consent.build();
            })
        .optional()
        .orElse(null);
  }

  /** Those with a consent, and the school's own that hold a token. */
  List<Acting> of(String account) {
    return jdbc.sql(
            """
            select c.registration, c.id, c.school, s.given_at,
              coalesce(s.scopes, (
                select array_agg(distinct scope) from security.permission p, unnest(p.scopes) as scope
                where p.client = c.registration and p.account = :account)) as scopes
            from security.client c
            left join security.consent s on s.client = c.registration and s.account = :account
            where s.account is not null or exists (
              select from security.permission p
              where p.client = c.registration and p.account = :account and p.ends_at > :now
                and p.asked_hash is null)
            order by c.id
            """)
        .param("account", account)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(
            (row, number) -> {
              OffsetDateTime given = row.getObject("given_at", OffsetDateTime.class);
              return new Acting(
                  row.getString("registration"),
                  row.getString("id"),
                  texts(row.getArray("scopes")),
                  row.getString("school"),
                  given == null ? null : LocalDate.ofInstant(given.toInstant(), clock.getZone()));
            })
        .list();
  }

  /** The program's consent, codes and tokens of this account end. */
  void withdraw(String account, UUID registration) {
    if (of(account).stream()
        .noneMatch(acting -> acting.registration().equals(registration.toString()))) {
      return;
    }
    acts.onAccount(by -> new ConsentWithdrawn(account, program(registration), by), registration);
    together.executeWithoutResult(
        status -> {
          jdbc.sql("delete from security.consent where account = ? and client = ?")
              .params(account, registration)
              .update();
          jdbc.sql("delete from security.permission where account = ? and client = ?")
              .params(account, registration)
              .update();
        });
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
