package fr.jalons.security;

import fr.jalons.events.AccountEvent.Factor;
import fr.jalons.events.AccountEvent.SecondFactorAdded;
import fr.jalons.events.AccountEvent.SecondFactorRemoved;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.sealing.InstallationSeal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Second factors: a secret shared with a telephone, passkeys, and recovery codes for when these are
 * lost. The secret has to be read again, so it is kept under the seal of the installation. A code
 * comes in once. Each change is recorded before it counts.
 */
@Component
class SecondFactors {
  private static final int SECRET_BYTES = 20;

  private final JdbcClient jdbc;
  private final InstallationSeal seal;
  private final Clock clock;
  private final Acts acts;
  private final CurrentActor actor;
  private final Accounts accounts;
  private final Passkeys passkeys;
  private final RecoveryCodes recovery;
  private final TransactionTemplate together;

  SecondFactors(
      JdbcClient jdbc,
      InstallationSeal seal,
      Clock clock,
      Acts acts,
      CurrentActor actor,
      Accounts accounts,
      Passkeys passkeys,
      RecoveryCodes recovery,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
    this.acts = acts;
    this.actor = actor;
    this.accounts = accounts;
    this.passkeys = passkeys;
    this.recovery = recovery;
    this.together = new TransactionTemplate(transactions);
  }

  /** Whether the password alone does not let in. */
  boolean isWanted(String account) {
    return isOn(account) || passkeys.count(account) > 0;
  }

  /** Whether codes of a telephone are set up. */
  boolean isOn(String account) {
    return jdbc.sql(
            "select exists (select from signin.second_factor where account = ? and confirmed)")
        .param(account)
        .query(Boolean.class)
        .single();
  }

  /** A new secret, which counts once its first code has come; one that counts already stays. */
  Optional<byte[]> begin(String account) {
    byte[] secret = Secrets.bytes(SECRET_BYTES);
    String kept = seal.seal(purpose(account), Base64.getEncoder().encodeToString(secret));
    int begun =
        jdbc.sql(
                """
                insert into signin.second_factor as f (account, sealed, confirmed)
                values (:account, :sealed, false)
                on conflict (account) do update set sealed = excluded.sealed where not f.confirmed
                """)
            .param("account", account)
            .param("sealed", kept)
            .update();
    return begun == 1 ? Optional.of(secret) : Optional.empty();
  }

  /** The secret that is not confirmed yet, to be shown again after a wrong code. */
  Optional<byte[]> begun(String account) {
    return secret(account, false);
  }

  /** The first code of a new secret: recovery codes to keep, or nothing if it was wrong. */
  Optional<List<String>> confirm(String account, String code) {
    if (!isRight(account, code, false)
        || !acts.onAccount(by -> new SecondFactorAdded(account, Factor.CODES, by)).changed()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        together.execute(
            status -> {
              jdbc.sql("update signin.second_factor set confirmed = true where account = ?")
                  .param(account)
                  .update();
              accounts.endSessions(account);
              return recovery.issue(account);
            }));
  }

  /** Whether a code lets the account in: of the telephone, or for recovery. It is used up then. */
  boolean accepts(String account, String code) {
    return isRight(account, code, true) || recovery.takes(account, code);
  }

  /** Codes of the telephone are asked for no longer, by the account's own wish. */
  void takeAway(String account) {
    if (isOn(account)
        && acts.onAccount(by -> new SecondFactorRemoved(account, Factor.CODES, by)).changed()) {
      without(account, () -> forgetTelephone(account));
    }
  }

  /**
   * Keeps a passkey that was verified. The codes are for recovery, where the account has none yet;
   * nothing comes back where the same was asked for before.
   */
  Optional<List<String>> add(String account, CredentialRecord passkey) {
    String id = passkey.getCredentialId().toBase64UrlString();
    if (!acts.onAccount(by -> new SecondFactorAdded(account, Factor.PASSKEY, by), id).changed()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        together.execute(
            status -> {
              passkeys.add(account, passkey);
              accounts.endSessions(account);
              return recovery.anyLeft(account) ? List.of() : recovery.issue(account);
            }));
  }

  /** Takes away one passkey, by the account's own wish. */
  void remove(String account, Bytes passkey) {
    if (passkeys.isOf(account, passkey)
        && acts.onAccount(
                by -> new SecondFactorRemoved(account, Factor.PASSKEY, by),
                passkey.toBase64UrlString())
            .changed()) {
      without(account, () -> passkeys.delete(passkey));
    }
  }

  /**
   * An administrator takes away all of them: the password alone lets in again. There is an event
   * for each.
   */
  void reset(String account) {
    List<Factor> factors =
        new ArrayList<>(Collections.nCopies(passkeys.count(account), Factor.PASSKEY));
    if (isOn(account)) {
      factors.addFirst(Factor.CODES);
    }
    if (factors.isEmpty()
        || !acts.onAccount(by -> new SecondFactorRemoved(account, factors.getFirst(), by))
            .changed()) {
      return;
    }
    factors.stream()
        .skip(1)
        .forEach(
            factor ->
                acts.onAccountAs(actor.id(), by -> new SecondFactorRemoved(account, factor, by)));
    without(
        account,
        () -> {
          forgetTelephone(account);
          passkeys.removeAll(account);
        });
  }

  /** Sessions end, since somebody else may have the device; codes for recovery go with the last. */
  private void without(String account, Runnable removal) {
    together.executeWithoutResult(
        status -> {
          removal.run();
          if (!isWanted(account)) {
            recovery.forget(account);
          }
          accounts.endSessions(account);
        });
  }

  private void forgetTelephone(String account) {
    jdbc.sql("delete from signin.second_factor where account = ?").param(account).update();
  }

  /** Right, and later than the last one that came in. */
  private boolean isRight(String account, String code, boolean confirmed) {
    String digits = code.replaceAll("\\s", "");
    OptionalLong step =
        secret(account, confirmed)
            .map(secret -> Totp.step(secret, digits, clock.instant()))
            .orElse(OptionalLong.empty());
    return step.isPresent()
        && jdbc.sql(
                    """
                    update signin.second_factor set last_step = :step
                    where account = :account and last_step < :step
                    """)
                .param("step", step.getAsLong())
                .param("account", account)
                .update()
            == 1;
  }

  /** Sealed for this account and no other: a row put in another one's place opens nothing. */
  private Optional<byte[]> secret(String account, boolean confirmed) {
    return jdbc.sql("select sealed from signin.second_factor where account = ? and confirmed = ?")
        .params(account, confirmed)
        .query(String.class)
        .optional()
        .flatMap(kept -> seal.open(purpose(account), kept))
        .map(text -> Base64.getDecoder().decode(text));
  }

  static String purpose(String account) {
    return "second-factor:" + account;
  }
}
