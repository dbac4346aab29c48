package fr.jalons.security;

import fr.jalons.events.AccountEvent.Factor;
import fr.jalons.events.AccountEvent.SecondFactorAdded;
import fr.jalons.events.AccountEvent.SecondFactorRemoved;
import fr.jalons.platform.sealing.InstallationSeal;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Second factors: a secret shared with a telephone, and recovery codes for when it is lost. The
 * secret has to be read again, so it is kept under the seal of the installation; recovery codes are
 * kept as digests. A code comes in once.
 */
@Component
class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_BYTES = 10;
  private static final int RECOVERY_CODES = 10;

  private final JdbcClient jdbc;
  private final InstallationSeal seal;
  private final Clock clock;
  private final Acts acts;
  private final Accounts accounts;
  private final TransactionTemplate together;

  SecondFactors(
      JdbcClient jdbc,
      InstallationSeal seal,
      Clock clock,
      Acts acts,
      Accounts accounts,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
    this.acts = acts;
    this.accounts = accounts;
    this.together = new TransactionTemplate(transactions);
  }

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
    List<String> codes =
        Stream.generate(() -> grouped(Totp.base32(Secrets.bytes(RECOVERY_BYTES))))
            .limit(RECOVERY_CODES)
            .toList();
    together.executeWithoutResult(
        status -> {
          jdbc.sql("update signin.second_factor set confirmed = true where account = ?")
              .param(account)
              .update();
          jdbc.sql("delete from signin.recovery_code where account = ?").param(account).update();
          codes.forEach(
              one ->
                  jdbc.sql("insert into signin.recovery_code (account, hash) values (?, ?)")
                      .params(account, Secrets.digest(plain(one)))
                      .update());
          accounts.endSessions(account);
        });
    return Optional.of(codes);
  }

  /** Whether a code lets the account in: of the telephone, or for recovery. It is used up then. */
  boolean accepts(String account, String code) {
    return isRight(account, code, true)
        || jdbc.sql("delete from signin.recovery_code where account = ? and hash = ?")
                .params(account, Secrets.digest(plain(code)))
                .update()
            == 1;
  }

  /**
   * The password alone lets in again, by the account's own wish or an administrator's. Sessions
   * end: somebody else may have the telephone.
   */
  void takeAway(String account) {
    if (isOn(account)
        && acts.onAccount(by -> new SecondFactorRemoved(account, Factor.CODES, by)).changed()) {
      jdbc.sql("delete from signin.second_factor where account = ?").param(account).update();
      accounts.endSessions(account);
    }
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

  private static String grouped(String code) {
    return code.replaceAll("(.{4})(?=.)", "$1-");
  }

  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
