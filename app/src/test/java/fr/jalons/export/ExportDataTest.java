package fr.jalons.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** On the demo school: what its student and their guardian take along. */
class ExportDataTest extends OnDemoSchool {

  private HttpResponse<byte[]> fetch(String path, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", bearer)
            .header("Accept", accept)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String address() {
    return "/api/students/" + student + "/export";
  }

  @Test
  void aProgramGetsAllThatIsKnownAsJson() {
    HttpResponse<byte[]> answer = fetch(address(), "*/*");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/json");
    String json = new String(answer.body(), StandardCharsets.UTF_8);

    assertThat((String) JsonPath.read(json, "$.identity.familyName")).isNotBlank();
    assertThat((List<?>) JsonPath.read(json, "$.identity.guardians")).isNotEmpty();
    assertThat((List<?>) JsonPath.read(json, "$.followUp.sessions.list")).isNotEmpty();
    List<Object> history = JsonPath.read(json, "$.history");
    assertThat(history)
        .hasSize(
            jdbc.sql("select count(*)::int from eventlog.event_tag where tag = ?")
                .param("student:" + student)
                .query(Integer.class)
                .single());
    assertThat(json).doesNotContain("sealed:");
    for (String other :
        jdbc.sql("select id from identity.student where id <> ?")
            .param(student)
            .query((row, number) -> row.getString(1))
            .list()) {
      assertThat(json).as("somebody else").doesNotContain(other);
    }
  }

  @Test
  void peopleGetADocumentThatCanBeRead() throws IOException {
    HttpResponse<byte[]> answer = fetch(address(), "application/pdf");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/pdf");
    String family =
        jdbc.sql("select coalesce(usage_name, family_name) from identity.student where id = ?")
            .param(student)
            .query(String.class)
            .single();

    try (PDDocument document = Loader.loadPDF(answer.body())) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text)
          .contains("Données d’accompagnement", family, "Séances et assiduité", "Élève inscrit")
          .contains("Responsable légal 1", "1CAPPSR", "Enregistré le")
          .doesNotContain("sealed:", "export.", "∅");
      assertThat(document.getDocumentInformation().getTitle()).contains(family);
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
    }
  }

  @Test
  void competenciesAreAPartOfTheirOwnAndAPartThatIsNoneIsRefused() throws IOException {
    String json =
        new String(
            fetch(address() + "?part=competencies", "application/json").body(),
            StandardCharsets.UTF_8);
    assertThat((List<?>) JsonPath.read(json, "$.frameworks[*].rubric[*].label")).isNotEmpty();
    List<Integer> levels = JsonPath.read(json, "$.frameworks[*].competencies[*].latest.level");
    List<Integer> course = JsonPath.read(json, "$.frameworks[*].competencies[*].course[-1:].level");
    assertThat(levels).isNotEmpty().isEqualTo(course).allMatch(level -> level >= 1 && level <= 4);
    assertThat(json).contains("\"portfolio\"", "\"recognitions\"").doesNotContain("history");

    byte[] pdf = fetch(address() + "?part=competencies", "application/pdf").body();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Relevé de compétences")
          .doesNotContain("Séances et assiduité");
    }
    HttpResponse<byte[]> refused = fetch(address() + "?part=everything", "application/json");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"field\":\"part\"");
  }

  @Test
  void theStudentAndHerGuardianMayAndHerTeacherMayNot() {
    assertThat(status("demo-student")).isEqualTo(200);
    assertThat(status("demo-guardian")).isEqualTo(200);
    assertThat(status("demo-teacher")).isEqualTo(403);
    assertThat(status("demo-auditor")).isEqualTo(403);
    assertThat(status("demo-head")).isEqualTo(302); // asked why
  }

  @Test
  void herTeacherMayReadTheRecordOfCompetenciesAndNoOtherPart() {
    String record = "/students/" + student + "/export?part=competencies";
    Visitor teacher = person("demo-teacher");
    assertThat(teacher.page(record).statusCode()).isEqualTo(200);
    assertThat(teacher.get("/api" + record, "Accept", "application/json").body())
        .contains("\"frameworks\"");
    assertThat(teacher.page("/students/" + student).body())
        .contains("export?part=competencies")
        .doesNotContain("/export\"");
    for (String other : List.of("", "?part=everything", "?part=", "?part=x&part=competencies")) {
      assertThat(teacher.page("/students/" + student + "/export" + other).statusCode())
          .as(other)
          .isEqualTo(403);
      assertThat(teacher.get("/api/students/" + student + "/export" + other).statusCode())
          .as(other)
          .isEqualTo(403);
    }
    String elsewhere =
        jdbc.sql(
                """
                select id::text from identity.student where id not in (
                  select student from planning.membership
                  where structure in ('0990001X:D:1CAPPSR', '0990001X:D:2CAPPSR'))
                order by id limit 1
                """)
            .query(String.class)
            .single();
    assertThat(teacher.page("/students/" + elsewhere + "/export?part=competencies").statusCode())
        .isEqualTo(404);
    assertThat(person("demo-auditor").page(record).statusCode()).isEqualTo(403);
    assertThat(person("demo-guardian").page(record).statusCode()).isEqualTo(200);
  }

  private int status(String login) {
    return person(login).page("/students/" + student + "/export").statusCode();
  }

  @Test
  void thereIsNothingOfSomebodyUnknown() {
    assertThat(fetch("/api/students/" + UUID.randomUUID() + "/export", "*/*").statusCode())
        .isEqualTo(404);
  }
}
