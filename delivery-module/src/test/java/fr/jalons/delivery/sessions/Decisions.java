package fr.jalons.delivery.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.util.List;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;

/** Given these events, when this command, then those events or that refusal. */
record Decisions(AxonTestFixture fixture, List<Object> given) {
  static Decisions of(Clock clock, Class<?> command, List<Object> given) {
    return new Decisions(SliceFixture.at(clock, command), given);
  }

  void lead(Object command, Object... events) {
    fixture.given().events(given).when().command(command).then().success().events(events);
  }

  void leadToNothing(Object command) {
    fixture.given().events(given).when().command(command).then().success().noEvents();
  }

  void refuse(Refusal.Kind kind, @Nullable String field, String key, Object command) {
    fixture
        .given()
        .events(given)
        .when()
        .command(command)
        .then()
        .exceptionSatisfies(
            thrown -> {
              assertThat(thrown).isInstanceOf(Refusal.class);
              Refusal refusal = (Refusal) thrown;
              assertThat(refusal.faults().getFirst().key()).isEqualTo(key);
              assertThat(refusal.faults().getFirst().field()).isEqualTo(field);
              assertThat(refusal.kind()).isEqualTo(kind);
            })
        .noEvents();
  }
}
