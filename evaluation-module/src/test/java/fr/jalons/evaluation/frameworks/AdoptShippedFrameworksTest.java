package fr.jalons.evaluation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.ToldClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

class AdoptShippedFrameworksTest {

  @Test
  void shippedFrameworksAreAdoptedAtTheFirstStartAndNotAgain() {
    try (TestServer server = TestServer.start(ToldClock.on(LocalDate.of(2026, 10, 1)))) {
      assertThat(adoptions(server)).containsExactlyInAnyOrder("CPS 2022", "TRANSVERSAL 2026");

      server.part(AdoptShippedFrameworks.class).run(new DefaultApplicationArguments());

      assertThat(adoptions(server)).containsExactlyInAnyOrder("CPS 2022", "TRANSVERSAL 2026");
    }
  }

  private static List<String> adoptions(TestServer server) {
    return server
        .part(JdbcClient.class)
        .sql(
            """
            select concat(payload ->> 'framework', ' ', payload ->> 'edition')
            from eventlog.event
            where type = 'evaluation.FrameworkAdopted' and metadata ->> 'actor' = 'system:jalons'
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
