package fr.jalons.delivery;

import static fr.jalons.delivery.Classroom.AFTERWARDS;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.roster;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionsOverHttpTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Clock.fixed(AFTERWARDS, PARIS));
    server.given(roster().toArray());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aSessionIsScheduled() {
    Answer answer =
        server.post(
            "/api/sessions",
            "{'title':'Lire','audience':{'class':'1CAP'},'start':'2026-10-05T10:00','minutes':55}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }
}
