package fr.jalons.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {
  @Test
  void runsThePostgresqlVersionThatProductionRuns() {
    try (var database = TestDatabase.create()) {
      String version =
          JdbcClient.create(database).sql("show server_version").query(String.class).single();

      assertThat(version).isEqualTo("18.6");
    }
  }

  @Test
  void givesEachCallerADatabaseOfItsOwn() {
    try (var first = TestDatabase.create();
        var second = TestDatabase.create()) {
      JdbcClient.create(first).sql("create table only_here(id int)").update();

      assertThat(
              JdbcClient.create(second)
                  .sql("select to_regclass('only_here') is null")
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }
  }
}
