package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.roster.SchoolExport;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** One doubt about two people does not stop the import of a school, and somebody can decide. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class ConflictsTest {
  private final SchoolClient school;
  private final SchoolExport before;
  private final SchoolExport swapped;

  @Autowired
  ConflictsTest(WebApplicationContext web) {
    this.school = new SchoolClient(web);
    this.before =
        school
            .students()
            .with("<NOM_DE_FAMILLE>O'CŒUR", "<NOM_DE_FAMILLE>ÇELIK")
            .with("<NOM_USAGE>VAN ROŸ", "<NOM_USAGE>")
            .with("<PRENOM>Jean-Noël", "<PRENOM>Zoë")
            .with("<DATE_NAISS>03/11/2010", "<DATE_NAISS>29/02/2008");
    this.swapped =
        before
            .with("060000011AB", "0600000swap")
            .with("060000022CD", "060000011AB")
            .with("0600000swap", "060000022CD")
            .with("DATE_EXPORT>14/", "DATE_EXPORT>28/")
            .with("<PRENOM>Awa", "<PRENOM>Ava");
  }

  @Test
  void everybodyElseIsImportedAndTheDoubtfulStayAsTheyAre() {
    school.send(before, school.guardians());
    int links = school.events("GuardianUnlinked");

    MvcTestResult answer = school.send(swapped, school.guardians());

    assertThat(counts(answer)).isEqualTo("0 created, 1 updated, 0 left, 2 unchanged");
    assertThat(answer).bodyJson().extractingPath("$.warnings").asArray().hasSize(1);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.conflicts[0].lines[*].eleveId")
        .asArray()
        .containsExactly("5101", "5102");
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.conflicts[0].students[*].class")
        .asArray()
        .containsExactly("1BOUL", "1BOUL");
    assertThat(school.get("/api/students?class=1BOUL"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(3);
    assertThat(school.events("GuardianUnlinked")).isEqualTo(links);
  }

  @Test
  void theDoubtIsReadAgainUnderItsIdUntilItIsGoneFromTheFiles() {
    school.send(before);
    String id = conflict(school.send(swapped));

    assertThat(conflict(school.send(swapped))).isEqualTo(id);
    assertThat(open()).containsExactly(id);

    school.confirming("older-export", before);
    assertThat(open()).isEmpty();
    assertThat(resolve(id, "{}")).hasStatus(404);
  }

  @Test
  void whoeverDecidesGivesEachLineItsStudent() {
    school.send(before);
    String id = conflict(school.send(swapped));
    UUID one = school.idOf("5101");
    UUID two = school.idOf("5102");

    assertThat(resolve(id, lines(one, one))).hasStatus(400);
    assertThat(resolve(id, lines(one, UUID.randomUUID()))).hasStatus(400);
    assertThat(resolve(id, "{\"5101\": \"" + one + "\"}")).hasStatus(400);
    assertThat(resolve(id, "{}")).hasStatus(400);
    assertThat(resolve(UUID.randomUUID().toString(), lines(one, two))).hasStatus(404);
    assertThat(resolve(id, lines(two, one))).hasStatusOk();
    assertThat(resolve(id, lines(two, one))).hasStatus(409);

    assertThat(open()).isEmpty();
    assertThat(school.idOf("5101")).isEqualTo(two);
    MvcTestResult again = school.send(swapped);
    assertThat(counts(again)).isEqualTo("0 created, 2 updated, 0 left, 3 unchanged");
    assertThat(again).bodyJson().extractingPath("$.conflicts").asArray().isEmpty();
    assertThat(school.idOf("5102")).isEqualTo(one);
    assertThat(school.events("ConflictResolved")).isEqualTo(1);
  }

  @Test
  void aLineMayBeSomebodyNew() {
    school.send(before);
    String id = conflict(school.send(swapped));
    UUID one = school.idOf("5101");
    UUID two = school.idOf("5102");

    assertThat(resolve(id, "{\"5101\": \"" + one + "\", \"5102\": null}")).hasStatusOk();

    assertThat(counts(school.send(swapped))).isEqualTo("1 created, 0 updated, 1 left, 4 unchanged");
    assertThat(school.idOf("5101")).isEqualTo(one);
    assertThat(school.idOf("5102")).isNotEqualTo(two);
  }

  @Test
  void aNationalNumberThatTheFileGivesToAnotherIsTheirs() {
    SchoolExport students = school.students();
    school.send(students);
    UUID two = school.idOf("5102");
    SchoolExport moved =
        students
            .with("<ID_NATIONAL>060000011AB</ID_NATIONAL>", "")
            .with("060000022CD", "060000011AB");

    assertThat(counts(school.send(moved))).isEqualTo("0 created, 2 updated, 0 left, 3 unchanged");

    assertThat(school.idOf("5102")).isEqualTo(two);
    assertThat(counts(school.send(moved))).isEqualTo("0 created, 0 updated, 0 left, 5 unchanged");
  }

  private MvcTestResult resolve(String conflict, String lines) {
    return school.post(
        "/api/rosters/conflicts/" + conflict + "/resolution", "{\"lines\": " + lines + "}");
  }

  private static String lines(UUID first, UUID second) {
    return "{\"5101\": \"%s\", \"5102\": \"%s\"}".formatted(first, second);
  }

  private List<String> open() {
    return JsonPath.read(body(school.get("/api/rosters/conflicts")), "$[*].id");
  }

  private static String conflict(MvcTestResult answer) {
    return JsonPath.read(body(answer), "$.conflicts[0].id");
  }

  private static String body(MvcTestResult answer) {
    try {
      return answer.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
