package fr.jalons.planning;

import fr.jalons.planning.roster.SchoolExport;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** A secretary at a school of its own, which nobody else in the database knows. */
public final class SchoolClient {
  private static final AtomicInteger SCHOOLS = new AtomicInteger();

  private final MockMvcTester http;
  private final String uai = "0991%03dA".formatted(SCHOOLS.incrementAndGet());

  public SchoolClient(WebApplicationContext web) {
    this.http = MockMvcTester.from(web);
  }

  public String uai() {
    return uai;
  }

  /** Pupils, in the encoding SIECLE uses. */
  public SchoolExport students() {
    return mine(SchoolExport.students().in("ISO-8859-15"));
  }

  public SchoolExport guardians() {
    return mine(SchoolExport.guardians().in("ISO-8859-15"));
  }

  public SchoolExport staff() {
    return mine(SchoolExport.staff());
  }

  private SchoolExport mine(SchoolExport export) {
    return export.with("0990001B", uai);
  }

  /** Imports files. */
  public MvcTestResult send(SchoolExport... exports) {
    return sendWithKey(UUID.randomUUID().toString(), exports);
  }

  public MvcTestResult sendWithKey(String key, SchoolExport... exports) {
    return post("fr", key, exports);
  }

  public MvcTestResult sendInEnglish(SchoolExport... exports) {
    return post("en", UUID.randomUUID().toString(), exports);
  }

  private MvcTestResult post(String language, String key, SchoolExport... exports) {
    var request = http.post().uri("/api/rosters").multipart();
    for (SchoolExport export : exports) {
      request =
          request.file(new MockMultipartFile("files", export.name(), "text/xml", export.bytes()));
    }
    return request.header("Idempotency-Key", key).header("Accept-Language", language).exchange();
  }

  /** Sends something that is no set of files. */
  public MvcTestResult sendText(String text) {
    return http.post().uri("/api/rosters").contentType(MediaType.TEXT_XML).content(text).exchange();
  }

  /** Asks for a list, and of it what belongs to this school. */
  public MvcTestResult get(String uri, Object... variables) {
    String here = uri + (uri.contains("?") ? "&" : "?") + "school=" + uai;
    return http.get().uri(here, variables).exchange();
  }
}
