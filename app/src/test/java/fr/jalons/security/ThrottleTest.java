package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class ThrottleTest {
  private static final DataSource DATABASE = TestDatabase.create();
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  static {
    new Migrations(DATABASE);
  }

  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final Throttle throttle =
      new Throttle(jdbc, Sealing.NONE, new JdbcTransactionManager(DATABASE));

  @BeforeEach
  void forgetAll() {
    jdbc.sql("delete from signin.attempt").update();
  }

  @Test
  void aFewAttemptsAreFreeAndThenEachWaitsLonger() {
    List<Long> waits = new ArrayList<>();
    for (int attempt = 0; attempt < 6; attempt++) {
      waits.add(throttle.admit("login:a", HERE));
    }
    assertThat(waits).containsOnly(0L);
    assertThat(throttle.admit("login:a", HERE)).isBetween(1L, 2L);
    long before = 2;
    for (int attempt = 0; attempt < 10; attempt++) {
      letTimePass();
      assertThat(throttle.admit("login:a", HERE)).isZero();
      long wait = throttle.admit("login:a", HERE);
      assertThat(wait).isBetween(before, 15 * 60L);
      before = wait;
    }
    assertThat(before).isGreaterThan(14 * 60L);
  }

  @Test
  void manyWorkersOfAProgramMayComeAtOnce() {
    for (int worker = 0; worker < 100; worker++) {
      assertThat(throttle.admit("client:a", HERE)).isZero();
    }
    throttle.succeeded("client:a", HERE);
    assertThat(throttle.admit("client:a", HERE)).isZero();
  }

  @Test
  void anAttemptThatIsTurnedAwayDoesNotMakeItLonger() {
    exhaust("login:a", HERE);
    long wait = throttle.admit("login:a", HERE);
    for (int more = 0; more < 20; more++) {
      assertThat(throttle.admit("login:a", HERE)).isLessThanOrEqualTo(wait);
    }
  }

  @Test
  void loginsCountHoweverTheyAreWritten() {
    exhaust("login:a", HERE);
    assertThat(throttle.admit("login:A", HERE)).isPositive();
  }

  @Test
  void comingInMakesANewBeginning() {
    exhaust("login:a", HERE);
    letTimePass();
    assertThat(throttle.admit("login:a", HERE)).isZero();
    throttle.succeeded("login:a", HERE);
    for (int attempt = 0; attempt < 6; attempt++) {
      assertThat(throttle.admit("login:a", HERE)).isZero();
    }
  }

  @Test
  void whoGuessesHereDoesNotLockOutWhoComesInElsewhere() {
    exhaust("login:a", HERE);
    assertThat(throttle.admit("login:a", ELSEWHERE)).isZero();
  }

  @Test
  void manyAddressesThatTryOneLoginWaitAMinuteButNotWhereItHasComeIn() {
    assertThat(throttle.admit("login:a", ELSEWHERE)).isZero();
    throttle.succeeded("login:a", ELSEWHERE);
    int admitted = 0;
    for (int address = 0; address < 250; address++) {
      admitted += throttle.admit("login:a", "10.0." + address + ".1") == 0 ? 1 : 0;
    }
    assertThat(admitted).isBetween(100, 105);
    assertThat(throttle.admit("login:a", "10.1.0.1")).isBetween(1L, 60L);
    assertThat(throttle.admit("login:a", ELSEWHERE)).isZero();
  }

  @Test
  void oneAddressThatTriesManyLoginsWaits() {
    int admitted = 0;
    for (int login = 0; login < 250; login++) {
      admitted += throttle.admit("login:" + login, HERE) == 0 ? 1 : 0;
    }
    assertThat(admitted).isBetween(100, 105);
    assertThat(throttle.admit("login:one-more", ELSEWHERE)).isZero();
  }

  @Test
  void anAccountOfOnesOwnDoesNotWipeOutGuessesAtOthers() {
    throttle.admit("login:own", HERE);
    throttle.succeeded("login:own", HERE);
    int admitted = 0;
    for (int login = 0; login < 250; login++) {
      admitted += throttle.admit("login:" + login, HERE) == 0 ? 1 : 0;
      assertThat(throttle.admit("login:own", HERE)).isZero();
      throttle.succeeded("login:own", HERE);
    }
    assertThat(admitted).isBetween(100, 105);
  }

  @Test
  void addressesOfOneNetworkOfVersion6AreOne() {
    for (int host = 0; host < 6; host++) {
      throttle.admit("login:a", "2001:db8:1:2::" + host);
    }
    assertThat(throttle.admit("login:a", "2001:db8:1:2:ffff::9")).isPositive();
    assertThat(throttle.admit("login:a", "2001:db8:1:3::9")).isZero();
  }

  @Test
  void manyAtOnceAreNotMoreThanManyInARow() throws Exception {
    Callable<Long> attempt = () -> throttle.admit("login:a", HERE);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      long admitted =
          threads.invokeAll(Collections.nCopies(64, attempt)).stream()
              .map(Future::resultNow)
              .filter(wait -> wait == 0)
              .count();
      assertThat(admitted).isEqualTo(6);
    }
  }

  @Test
  void aCrowdThatComesInAtOnceIsNotTurnedAway() throws Exception {
    List<Callable<Long>> crowd = new ArrayList<>();
    for (int one = 0; one < 64; one++) {
      String login = "login:" + one;
      crowd.add(() -> throttle.admit(login, HERE));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      assertThat(threads.invokeAll(crowd).stream().map(Future::resultNow)).containsOnly(0L);
    }
  }

  @Test
  void whatWasTypedIsNotKept() {
    throttle.admit("login:my-password-by-mistake", HERE);
    assertThat(jdbc.sql("select key from signin.attempt").query(String.class).list())
        .hasSize(3)
        .noneMatch(key -> key.contains("password") || key.contains(HERE));
  }

  private void exhaust(String who, String address) {
    for (int attempt = 0; attempt < 6; attempt++) {
      throttle.admit(who, address);
    }
  }

  private void letTimePass() {
    jdbc.sql("update signin.attempt set free_at = '-infinity'").update();
  }
}
