package fr.jalons.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.platform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PassingSecretsTest {
  private static final byte[] SECRET =
      "a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII);

  private static PassingSecrets secrets;
  private static JdbcClient jdbc;

  private final String owner = "survey:" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    DataSource database = TestDatabase.create();
    secrets = TestSecrets.in(database);
    jdbc = JdbcClient.create(database);
  }

  @Test
  void aSecretIsThereForItsOwnerAndWrappedForWhoeverLooksIntoTheStore() {
    secrets.keep(owner, SECRET);

    assertThat(secrets.of(owner)).contains(SECRET);
    assertThat(secrets.owners()).contains(owner);
    assertThat(stored()).isNotEmpty().doesNotContain("a secret");
  }

  @Test
  void anotherSecretDoesNotTakeItsPlaceNotEvenWhenItIsDestroyed() {
    secrets.keep(owner, SECRET);
    secrets.keep(owner, new byte[32]);
    assertThat(secrets.of(owner)).contains(SECRET);

    secrets.destroy(List.of(owner));
    secrets.keep(owner, new byte[32]);

    assertThat(secrets.of(owner)).isEmpty();
    assertThat(secrets.owners()).doesNotContain(owner);
  }

  @Test
  void aWrappedSecretServesNoOtherOwner() {
    String other = "survey:" + UUID.randomUUID();
    secrets.keep(owner, SECRET);
    jdbc.sql(
            "insert into keys.passing_secret (owner, wrapped) select ?, wrapped from keys.passing_secret where owner = ?")
        .params(other, owner)
        .update();

    assertThatThrownBy(() -> secrets.of(other)).isInstanceOf(IllegalStateException.class);
    jdbc.sql("delete from keys.passing_secret where owner = ?").param(other).update();
  }

  @Test
  void whatIsDestroyedRemainsUntilItsBytesAreOverwritten() {
    secrets.keep(owner, SECRET);
    assertThat(secrets.remains(owner)).isTrue();

    secrets.destroy(List.of(owner));
    assertThat(secrets.remains(owner)).isTrue();

    secrets.overwrite();
    assertThat(secrets.remains(owner)).isFalse();
  }

  @Test
  void statisticsKeepNoSampleOfASecret() {
    for (int i = 0; i < 10; i++) {
      secrets.keep("survey:" + UUID.randomUUID(), SECRET);
    }
    jdbc.sql("analyze keys.passing_secret").update();

    assertThat(
            jdbc.sql("select attname from pg_stats where tablename = 'passing_secret'")
                .query(String.class)
                .list())
        .contains("owner")
        .doesNotContain("wrapped");
  }

  private String stored() {
    return jdbc.sql("select encode(wrapped, 'escape') from keys.passing_secret where owner = ?")
        .param(owner)
        .query(String.class)
        .single();
  }
}
