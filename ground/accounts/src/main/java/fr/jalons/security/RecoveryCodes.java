package fr.jalons.security;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes for people who have lost their second factor. Each works once, and the database has their
 * digests only.
 */
@Component
class RecoveryCodes {
  private static final int BYTES = 10;
  private static final int COUNT = 10;

  private final JdbcClient jdbc;
  private final TransactionTemplate together;

  RecoveryCodes(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.together = new TransactionTemplate(transactions);
  }

  /** New codes in place of those before, to be shown once. */
  List<String> issue(String account) {
    List<String> codes =
        Stream.generate(() -> grouped(Totp.base32(Secrets.bytes(BYTES)))).limit(COUNT).toList();
    together.executeWithoutResult(
        status -> {
          forget(account);
          codes.forEach(
              one ->
                  jdbc.sql("insert into signin.recovery_code (account, hash) values (?, ?)")
                      .params(account, Secrets.digest(plain(one)))
                      .update());
        });
    return codes;
  }

  boolean anyLeft(String account) {
    return jdbc.sql("select exists (select from signin.recovery_code where account = ?)")
        .param(account)
        .query(Boolean.class)
        .single();
  }

  /** Whether the code is one of them; it is used up then. */
  boolean takes(String account, String code) {
    return jdbc.sql("delete from signin.recovery_code where account = ? and hash = ?")
            .params(account, Secrets.digest(plain(code)))
            .update()
        == 1;
  }

  void forget(String account) {
    jdbc.sql("delete from signin.recovery_code where account = ?").param(account).update();
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{4})(?=.)", "$1-");
  }

  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
