package fr.jalons.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {
  @Test
  void no_decision_is_lost_doubled_torn_or_wrongly_taken_and_the_audit_would_notice()
      throws Exception {
    Report report = Oracle.run(20_000);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
