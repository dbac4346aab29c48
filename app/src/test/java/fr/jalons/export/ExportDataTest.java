package fr.jalons.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
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
  void a_program_gets_all_that_is_known_as_json() {
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
  void people_get_a_document_that_can_be_read() throws IOException {
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
  void the_student_and_her_guardian_may_and_her_teacher_may_not() {
    assertThat(status("demo-student")).isEqualTo(200);
    assertThat(status("demo-guardian")).isEqualTo(200);
    assertThat(status("demo-teacher")).isEqualTo(403);
    assertThat(status("demo-auditor")).isEqualTo(403);
    assertThat(status("demo-head")).isEqualTo(302); // asked why
  }

  private int status(String login) {
    return person(login).page("/students/" + student + "/export").statusCode();
  }

  @Test
  void there_is_nothing_of_somebody_unknown() {
    assertThat(fetch("/api/students/" + UUID.randomUUID() + "/export", "*/*").statusCode())
        .isEqualTo(404);
  }
}
