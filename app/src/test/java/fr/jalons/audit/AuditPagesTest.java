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
  void fromTheClassToAStudentEveryEventHasItsStateBesideIt() {
    assertThat(auditor.page("/audit").body()).contains("1CAPPSR");
    String ofClass = auditor.page("/audit/classes/1CAPPSR?type=delivery.SessionHeld").body();
    assertThat(ofClass)
        .contains("Séance tenue", "Assiduité", "(avant : ", "/audit/students/" + student)
        .doesNotContain("<strong>Élève inscrit");

    String first = auditor.page("/audit/students/" + student).body();
    assertThat(first)
        .contains("Élève inscrit", "Besoins ouverts : 0", "(avant : 0)")
        .contains("/api/students/" + student + "/history/bundle", "Suite")
        .doesNotContain("sealed:", "audit.", "∅ %");
  }

  @Test
  void eventsAreFilteredByPeriodTypeAndActor() {
    String address = "/audit/students/" + student;
    String needs = auditor.page(address + "?type=planning.NeedDiagnosed").body();
    assertThat(needs).contains("Besoins ouverts : 1").doesNotContain("<strong>Élève inscrit");

    assertThat(auditor.page(address + "?from=2031-01-01").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?until=1999-12-31").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?actor=nobody").body()).contains("Aucun événement");
    assertThat(auditor.page(address + "?actor=user:").statusCode()).isEqualTo(200);
    assertThat(auditor.page(address + "?from=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void anEventTellsWhoDidItAndOnlyWhatItChanged() {
    String address = "/audit/students/" + student + "?type=planning.NeedDiagnosed";
    String needs = auditor.page(address).body();
    String changes = needs.replaceFirst("(?s).*?<strong>Besoin diagnostiqué", "");
    changes = changes.substring(0, changes.indexOf("<details"));
    assertThat(changes)
        .contains("Domaine", "par ", "Besoins ouverts : 1", "(avant : 0)")
        .doesNotContain("Points forts", "user:", "teacher:");

    assertThat(needs).contains("Un événement à la fois");
    String step = needs.replaceFirst("(?s).*[?&;]step=(\\d+).*", "$1");
    String alone = auditor.page(address + "&step=" + step).body();
    assertThat(alone.split("<strong>Besoin diagnostiqué", -1)).hasSize(2);
    assertThat(alone).contains("1 sur ", "En liste", "<details class=\"small\" open");
  }

  @Test
  void theProofIsToldInPlainWords() {
    assertThat(auditor.page("/audit").body())
        .contains("Pourquoi ce journal fait foi", "/api/log/checkpoint", "VerifyBundle.java");
    assertThat(auditor.page("/audit/students/" + student).body())
        .contains("/history/bundle", "/api/log/key");
  }

  @Test
  void nobodyElseAudits() {
    Visitor head = person("demo-head");

    assertThat(head.page("/audit").statusCode()).isEqualTo(403);
    assertThat(auditor.page("/audit/students/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }
}
