package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far the log is known to reach, and who is told. */
class LogWatchTest {
  private final AtomicLong head = new AtomicLong();
  private final LogWatch watch = new LogWatch(head::get);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void whatNobodyKnowsYetIsWorthALook() {
    assertThat(watch.mayReachBeyond(1_000_000)).isTrue();
  }

  @Test
  void ownAppendsAreKnownAtOnce() {
    watch.appended(5);

    assertThat(watch.mayReachBeyond(4)).isTrue();
    assertThat(watch.mayReachBeyond(5)).isFalse();
  }

  @Test
  void whatOthersAppendIsKnownSoonAndToldToReaders() {
    AtomicInteger told = new AtomicInteger();
    watch.appended(5);
    watch.onAppend(told::incrementAndGet);
    await().until(() -> told.get() > 0);
    int before = told.get();

    head.set(9);

    await().until(() -> watch.mayReachBeyond(8) && told.get() > before);
    assertThat(watch.mayReachBeyond(9)).isFalse();
  }
}
