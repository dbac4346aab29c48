package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.OldStore;
import fr.jalons.platform.sealing.SubjectKind;
import fr.jalons.platform.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an erasure could reach by an id is moved to where none can. */
class OldSealsTest {
  private static final UUID TOKEN_KEYS = UUID.nameUUIDFromBytes("jalons:token-keys".getBytes());
  private static final UUID BOSS = UUID.nameUUIDFromBytes("account:boss".getBytes());

  private final DataSource database = TestDatabase.create();
  private final Migrations migrated = new Migrations(database);
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final OldStore store = new OldStore(TestDatabase.createUrl());

  @AfterEach
  void close() {
    store.close();
  }

  private String one(String sql) {
    return jdbc.sql(sql).query(String.class).single();
  }

  private String key() {
    return one("select jwk from security.token_key");
  }

  private String secret() {
    return one("select sealed from signin.second_factor");
  }

  @Test
  void tokenKeysAndSecondFactorsMoveUnderTheSealOfTheInstallationOnce() {
    jdbc.sql("insert into security.token_key (kid, jwk, made_at) values ('k1', ?, now())")
        .param(store.sealed(TOKEN_KEYS, "jwk", "{}"))
        .update();
    jdbc.sql("alter table signin.second_factor drop constraint second_factor_account_fkey")
        .update();
    jdbc.sql(
            "insert into signin.second_factor (account, sealed, confirmed) values ('boss', ?, true)")
        .param(store.sealed(BOSS, "totp", "c2VjcmV0"))
        .update();

    new OldSeals(jdbc, store.installation(), migrated);
    String key = key();
    new OldSeals(jdbc, store.installation(), migrated);

    assertThat(key()).isEqualTo(key);
    for (SubjectKind kind : SubjectKind.values()) {
      store.keys().destroy(kind, List.of(TOKEN_KEYS, BOSS));
    }
    assertThat(store.installation().open("token-key:k1", key())).contains("{}");
    assertThat(store.installation().open("second-factor:boss", secret())).contains("c2VjcmV0");
    assertThat(store.installation().open("second-factor:other", secret())).isEmpty();
  }
}
