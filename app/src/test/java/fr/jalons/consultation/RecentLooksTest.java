package fr.jalons.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.consultation.RecentLooks.Seen;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentLooksTest {
  private static final Seen LOOK =
      new Seen("user:head", FileKind.FOLLOW_UP, new StudentId(UUID.randomUUID()));

  private final AtomicLong time = new AtomicLong();
  private final List<Integer> further = new ArrayList<>();
  private final RecentLooks looks = new RecentLooks(time::get, (look, count) -> further.add(count));

  @Test
  void theSameLookCountsOnceInTenMinutes() {
    assertThat(looks.admits(LOOK, "Conseil")).isTrue();
    assertThat(looks.isRecorded(LOOK, "Conseil")).isTrue();
    assertThat(looks.admits(LOOK, "Conseil")).isFalse();
    pass(RecentLooks.ONE_LOOK);
    assertThat(looks.isRecorded(LOOK, "Conseil")).isFalse();
    assertThat(looks.admits(LOOK, "Conseil")).isTrue();
    assertThat(further).isEmpty();
  }

  @Test
  void everNewReasonsLeadToFewEventsAndANumber() {
    long recorded = 0;
    for (int reason = 0; reason < 1_000; reason++) {
      recorded += looks.admits(LOOK, "Motif " + reason) ? 1 : 0;
    }
    assertThat(recorded).isEqualTo(RecentLooks.REASONS);
    looks.tellOver();
    assertThat(further).isEmpty();

    pass(RecentLooks.ONE_LOOK);
    looks.tellOver();
    assertThat(further).containsExactly(1_000 - RecentLooks.REASONS);
  }

  @Test
  void otherViewersStudentsAndFilesAreOtherLooks() {
    assertThat(looks.admits(LOOK, "")).isTrue();
    assertThat(looks.admits(new Seen("user:admin", LOOK.what(), LOOK.student()), "")).isTrue();
    assertThat(looks.admits(new Seen(LOOK.viewer(), FileKind.EXPORT, LOOK.student()), "")).isTrue();
    StudentId another = new StudentId(UUID.randomUUID());
    assertThat(looks.admits(new Seen(LOOK.viewer(), LOOK.what(), another), "")).isTrue();
  }

  @Test
  void atTheEndNumbersAreToldBeforeTheirTimeAndOnce() {
    for (int reason = 0; reason <= RecentLooks.REASONS; reason++) {
      looks.admits(LOOK, "Motif " + reason);
    }
    looks.tellAll();
    looks.tellAll();
    assertThat(further).containsExactly(1);
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }
}
