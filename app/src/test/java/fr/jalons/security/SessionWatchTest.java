package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.marks.Role;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.platform.testing.ToldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class SessionWatchTest {
  private static final DataSource DATABASE = TestDatabase.create();
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Account ACCOUNT =
      new Account("one", "one", "", Set.of(Role.TEACHER), Scope.EVERYTHING, 3);

  static {
    new Migrations(DATABASE);
  }

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final MockHttpSession session = new MockHttpSession();
  private final ToldClock clock = new ToldClock(Instant.parse("2026-11-26T08:00:00Z"));
  private final SessionWatch watch = new SessionWatch(new AccountStatusCache(jdbc), LONGEST, clock);

  @BeforeEach
  void account() {
    jdbc.sql("delete from security.account").update();
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, demo, epoch)
            values ('one', 'one', '', '{teacher}', false, 3)
            """)
        .update();
  }

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void aSessionEndsAfterTwelveHoursHoweverBusyItIs() throws Exception {
    for (int hour = 0; hour < 12; hour++) {
      assertThat(goesOn()).as("after " + hour + " hours").isTrue();
      clock.set(clock.instant().plus(Duration.ofHours(1)));
    }
    assertThat(goesOn()).isFalse();
    assertThat(session.isInvalid()).isTrue();
  }

  @Test
  void aSessionOfAnEarlierEpochEnds() throws Exception {
    jdbc.sql("update security.account set epoch = 4").update();
    assertThat(goesOn()).isFalse();
  }

  @Test
  void aSessionOfAnAccountThatIsGoneEnds() throws Exception {
    jdbc.sql("delete from security.account").update();
    assertThat(goesOn()).isFalse();
  }

  /** What this node knows may be two seconds old, and this session younger. */
  @Test
  void aSessionThatWasJustOpenedInANewEpochGoesOn() throws Exception {
    jdbc.sql("update security.account set epoch = 2").update();
    assertThat(goesOn()).isTrue();
  }

  private boolean goesOn() throws Exception {
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(
                ACCOUNT, null, ACCOUNT.getAuthorities()));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setSession(session);
    watch.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    return SecurityContextHolder.getContext().getAuthentication() != null;
  }
}
