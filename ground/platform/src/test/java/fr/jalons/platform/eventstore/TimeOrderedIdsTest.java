package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private static final Instant TIME = Instant.parse("2022-02-22T19:22:22Z");

  @Test
  void theTimeStandsInFrontAsInTheExampleOfTheStandard() {
    UUID id = TimeOrderedIds.at(TIME);

    assertThat(id.toString()).startsWith("017f22e2-79b0-7000-");
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void laterIsGreaterEvenWithinAMillisecond() {
    assertThat(TimeOrderedIds.at(TIME.plusNanos(1_000)).toString())
        .isGreaterThan(TimeOrderedIds.at(TIME).toString());
    assertThat(TimeOrderedIds.at(TIME.plusNanos(999_999)).toString())
        .startsWith("017f22e2-79b0-7fff-");
  }

  @Test
  void axonUsesItAndNoTwoAreTheSame() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(IdentifierFactory.getInstance().generateIdentifier());
    }
    assertThat(ids).hasSize(10_000).allMatch(id -> id.charAt(14) == '7');
  }
}
