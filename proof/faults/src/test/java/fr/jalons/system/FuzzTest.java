package fr.jalons.system;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.faults.Fuzz;
import fr.jalons.faults.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The short form of {@link Fuzz}, always with the same seed. */
@Isolated("it wants no answer late")
class FuzzTest {
  @Test
  void whateverIsAskedIsAnsweredAndNothingFails() throws Exception {
    Report report = Fuzz.run(3000, Long.getLong("jalons.seed", 1));
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
