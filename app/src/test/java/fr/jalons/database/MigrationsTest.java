package fr.jalons.database;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {
  @Test
  void theEventLogComesFirstAndTheRestInOrder() {
    List<String> schemas = Migrations.schemas();

    assertThat(schemas).startsWith("eventlog").contains("security").doesNotHaveDuplicates();
    assertThat(schemas.subList(1, schemas.size())).isSorted();
  }

  @Test
  void everySchemaHasAHistoryOfItsOwn() {
    try (var database = TestDatabase.createEmpty()) {
      new Migrations(database);

      JdbcClient jdbc = JdbcClient.create(database);
      assertThat(
              jdbc.sql("select schemaname from pg_tables where tablename = 'flyway_schema_history'")
                  .query(String.class)
                  .list())
          .containsExactlyInAnyOrderElementsOf(Migrations.schemas());
      assertThat(isThere(jdbc, "security.account")).isTrue();
    }
  }

  @Test
  void migratingTwiceChangesNothing() {
    try (var database = TestDatabase.createEmpty()) {
      new Migrations(database);
      new Migrations(database);
    }
  }

  @Test
  void whatIsUpToDateIsNotAskedAgainAndWhatIsNotIs() {
    try (var database = TestDatabase.createEmpty()) {
      new Migrations(database);
      JdbcClient jdbc = JdbcClient.create(database);
      jdbc.sql("drop schema demo cascade").update();

      new Migrations(database);
      assertThat(isThere(jdbc, "demo.written")).isFalse();

      jdbc.sql("comment on schema eventlog is 'migrated: with other files'").update();
      new Migrations(database);
      assertThat(isThere(jdbc, "demo.written")).isTrue();
    }
  }

  private static boolean isThere(JdbcClient jdbc, String table) {
    return jdbc.sql("select to_regclass(?) is not null").param(table).query(Boolean.class).single();
  }

  @Test
  void nodesThatStartTogetherDoNotGetInEachOthersWay() throws Exception {
    try (var database = TestDatabase.createEmpty()) {
      Thread other = Thread.ofVirtual().start(() -> new Migrations(database));
      new Migrations(database);
      other.join();

      assertThat(
              JdbcClient.create(database)
                  .sql("select count(*) from security.flyway_schema_history where not success")
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }
}
