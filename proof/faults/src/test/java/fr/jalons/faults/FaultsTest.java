package fr.jalons.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the programs. */
class FaultsTest {
  @Test
  void nothingIsLostDoubledOrStuckWhenThingsBreak() throws Exception {
    Report report = Faults.run(2, List.of("cut", "kill-postgresql", "poison"));
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  @Test
  void aNodeTakesOverFromAnother() throws Exception {
    Report report = Nodes.run(1);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
