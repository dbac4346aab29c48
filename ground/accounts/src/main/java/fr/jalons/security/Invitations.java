package fr.jalons.security;

import fr.jalons.events.AccountEvent.LinkIssued;
import fr.jalons.events.AccountEvent.PasswordSet;
import fr.jalons.events.AccountEvent.Way;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Links by which people choose their password: the first one and a forgotten one. Each is good for
 * one use within a week, and an account has one at a time. Only digests of the tokens are kept: a
 * reader of the database finds no way in.
 */
@Component
class Invitations {
  private static final Duration LIFE = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Acts acts;
  private final CurrentActor actor;
  private final Clock clock;
  private final TransactionTemplate together;
  private final Demonstration demonstration;
  private final String site;

  Invitations(
      JdbcClient jdbc,
      Accounts accounts,
      Acts acts,
      CurrentActor actor,
      Clock clock,
      PlatformTransactionManager transactions,
      Demonstration demonstration,
      @Value("${jalons.url:}") String site) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.acts = acts;
    this.actor = actor;
    this.clock = clock;
    this.together = new TransactionTemplate(transactions);
    this.demonstration = demonstration;
    this.site = site.strip().replaceAll("/+$", "");
  }

  /** A link, shown once. */
  record Link(String link, Instant expiresAt) {}

  /**
   * A new link for an account; one that it had before is good for nothing any more. Empty where the
   * same was asked for before.
   */
  Optional<Link> issue(String account) {
    Instant expiresAt = expiry();
    Receipt receipt = acts.onAccount(by -> new LinkIssued(account, expiresAt, by));
    return receipt.changed()
        ? Optional.of(write(account, expiresAt, actor.id(), address()))
        : Optional.empty();
  }

  /** The link of an account that was just made, by the same request. */
  Link issueFirst(String account) {
    return issueAs(account, actor.id(), address());
  }

  /**
   * A link that somebody has asked for before.
   *
   * @param issuer who asked
   * @param site what it starts with
   */
  Link issueAs(String account, String issuer, String site) {
    Instant expiresAt = expiry();
    acts.onAccountAs(issuer, by -> new LinkIssued(account, expiresAt, by));
    return write(account, expiresAt, issuer, site);
  }

  private Instant expiry() {
    return clock.instant().plus(LIFE).truncatedTo(ChronoUnit.MICROS);
  }

  private Link write(String account, Instant expiresAt, String issuedBy, String site) {
    String token = Secrets.token();
    jdbc.sql(
            """
            insert into signin.invitation (account, token_hash, expires_at, issued_by)
            values (:account, :hash, :expires, :by)
            on conflict (account) do update
            set token_hash = excluded.token_hash, expires_at = excluded.expires_at, issued_by = excluded.issued_by
            """)
        .param("account", account)
        .param("hash", Secrets.digest(token))
        .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
        .param("by", issuedBy)
        .update();
    return new Link(site + "/invitations/" + token, expiresAt);
  }

  /** As the installation is called ({@code JALONS_URL}), or as the request calls it. */
  private String address() {
    return site.isEmpty()
        ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
        : site;
  }

  /** Whose link it is; empty if there never was one, or it was used or has run out. */
  Optional<Account> holder(String token) {
    return jdbc.sql(
            "select account from signin.invitation where token_hash = :hash and expires_at > :now")
        .param("hash", Secrets.digest(token))
        .param("now", now())
        .query(String.class)
        .optional()
        .flatMap(accounts::byId);
  }

  /**
   * Uses up the link, records that, and sets the password; false if another request was faster. The
   * one who holds the link counts as the person whose account it is: the log says who had issued
   * it.
   */
  boolean redeem(String token, String password) {
    boolean done =
        Boolean.TRUE.equals(
            together.execute(
                status -> {
                  Optional<String> account =
                      jdbc.sql(
                              """
                          delete from signin.invitation where token_hash = :hash and expires_at > :now
                          returning account
                          """)
                          .param("hash", Secrets.digest(token))
                          .param("now", now())
                          .query(String.class)
                          .optional();
                  account.ifPresent(
                      id -> {
                        acts.onAccountAs("user:" + id, by -> new PasswordSet(id, Way.LINK, by));
                        accounts.choosePassword(id, password);
                      });
                  return account.isPresent();
                }));
    demonstration.reconsider();
    return done;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
