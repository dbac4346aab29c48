package fr.jalons.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The auditor of the demo school goes through its year. */
class AuditPagesTest extends OnDemoSchool {

  private Visitor auditor = new Visitor(0);

  @BeforeEach
  void signIn() {
    auditor = person("demo-auditor");
  }

  @Test
  void from_the_class_to_a_student_every_event_has_its_state_beside_it() {
    assertThat(auditor.page("/audit").body()).contains("1CAPPSR");
    String ofClass = auditor.page("/audit/classes/1CAPPSR?type=delivery.SessionHeld").body();
    assertThat(ofClass)
        .contains("Séance tenue", "Assiduité", "(avant : ", "/audit/students/" + student)
        .doesNotContain("<td>Élève inscrit");

    String first = auditor.page("/audit/students/" + student).body();
    assertThat(first)
        .contains("Élève inscrit", "Besoins ouverts : 0", "(avant : 0)")
        .contains("/api/students/" + student + "/history/bundle", "Suite")
        .doesNotContain("sealed:", "audit.", "∅ %");
  }

  @Test
  void events_are_filtered_by_period_type_and_actor() {
    String address = "/audit/students/" + student;
    String needs = auditor.page(address + "?type=planning.NeedDiagnosed").body();
    assertThat(needs).contains("Besoins ouverts : 1").doesNotContain(">Élève inscrit</span>");

    assertThat(auditor.page(address + "?from=2031-01-01").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?until=1999-12-31").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?actor=nobody").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?actor=user:").statusCode()).isEqualTo(200);
    assertThat(auditor.page(address + "?from=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void nobody_else_audits() {
    Visitor head = person("demo-head");

    assertThat(head.page("/audit").statusCode()).isEqualTo(403);
    assertThat(auditor.page("/audit/students/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }
}
