package fr.jalons.audit;

import fr.jalons.events.AccountEvent;
import fr.jalons.events.AccountEvent.ConsentGiven;
import fr.jalons.events.AccountEvent.ConsentWithdrawn;
import fr.jalons.events.AccountEvent.LinkIssued;
import fr.jalons.events.AccountEvent.PasswordSet;
import fr.jalons.events.AccountEvent.SecondFactorAdded;
import fr.jalons.events.AccountEvent.SecondFactorRemoved;
import fr.jalons.events.AccountEvent.SessionsEnded;
import fr.jalons.events.OperatingEvent;
import fr.jalons.events.OperatingEvent.ClientRegistered;
import fr.jalons.events.OperatingEvent.ClientSecretRenewed;
import fr.jalons.events.OperatingEvent.ClientWithdrawn;
import fr.jalons.events.OperatingEvent.CredentialKeyRevoked;
import fr.jalons.events.OperatingEvent.ParkedEventDiscarded;
import fr.jalons.events.OperatingEvent.ParkedEventRetried;
import fr.jalons.events.OperatingEvent.RebuildStarted;
import fr.jalons.events.OperatingEvent.TokenKeyRotated;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done to accounts, programs and the installation, and who did it: the latest first. */
@Projection(name = "audit.acts", tables = "act")
class ActRows {
  private final JdbcClient jdbc;

  ActRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One act.
   *
   * @param account the one it was done to; null where it was done to none
   * @param detail which roles, program or read model
   */
  record Act(
      long position, Instant at, String what, @Nullable String account, String detail, String by) {}

  @EventHandler
  void on(RoleGranted event, Recorded recorded) {
    String classes = event.classes() == null ? "" : words(event.classes());
    String detail = words(event.roles()) + (classes.isEmpty() ? "" : " (" + classes + ')');
    add(recorded, "RoleGranted", event.account(), detail, event.grantedBy());
  }

  @EventHandler
  void on(RoleWithdrawn event, Recorded recorded) {
    add(recorded, "RoleWithdrawn", event.account(), "", event.withdrawnBy());
  }

  @EventHandler
  void on(AccountEvent event, Recorded recorded) {
    String detail =
        switch (event) {
          case PasswordSet set -> set.way().name();
          case SecondFactorAdded added -> added.factor().name();
          case SecondFactorRemoved removed -> removed.factor().name();
          case ConsentGiven given -> given.client() + ": " + words(given.scopes());
          case ConsentWithdrawn withdrawn -> withdrawn.client();
          case LinkIssued issued -> "";
          case SessionsEnded ended -> "";
        };
    add(recorded, event.getClass().getSimpleName(), event.account(), detail, event.by());
  }

  @EventHandler
  void on(OperatingEvent event, Recorded recorded) {
    String detail =
        switch (event) {
          case ClientRegistered client -> client.client() + ": " + words(client.scopes());
          case ClientSecretRenewed client -> client.client();
          case ClientWithdrawn client -> client.client();
          case TokenKeyRotated key -> key.key();
          case CredentialKeyRevoked key -> key.key();
          case RebuildStarted rebuild -> rebuild.readModel();
          case ParkedEventRetried parked -> parked.readModel();
          case ParkedEventDiscarded parked -> parked.readModel();
        };
    add(recorded, event.getClass().getSimpleName(), null, detail, event.by());
  }

  private static String words(Iterable<?> several) {
    StringBuilder words = new StringBuilder();
    several.forEach(one -> words.append(words.isEmpty() ? "" : ", ").append(one));
    return words.toString();
  }

  private void add(
      Recorded recorded, String what, @Nullable String account, String detail, String by) {
    jdbc.sql(
            """
            insert into act (position, at, what, account, detail, by)
            values (:position, :at, :what, :account, :detail, :by) on conflict do nothing
            """)
        .param("position", recorded.position())
        .param("at", recorded.at().atOffset(ZoneOffset.UTC))
        .param("what", what)
        .param("account", account)
        .param("detail", detail)
        .param("by", by)
        .update();
  }

  /**
   * The latest acts.
   *
   * @param account null for all that the caller may see
   * @param before a position; those from it on were shown already
   */
  List<Act> latest(@Nullable String account, long before, int limit) {
    return jdbc.sql(
            """
            select * from audit.act
            where (:account::text is null or account = :account) and position < :before
            order by position desc limit :limit
            """)
        .param("account", account)
        .param("before", before)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Act(
                    row.getLong("position"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("what"),
                    row.getString("account"),
                    row.getString("detail"),
                    row.getString("by")))
        .list();
  }

  /** Whether there is an account within reach of the caller. */
  boolean isKnown(String account) {
    return jdbc.sql("select exists (select from visibility.account where id = ?)")
        .param(account)
        .query(Boolean.class)
        .single();
  }
}
