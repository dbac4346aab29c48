package fr.jalons.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {
  @Test
  void noDecisionIsLostDoubledTornOrWronglyTakenAndTheAuditWouldNotice() throws Exception {
    Report report = Oracle.run(20_000);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
