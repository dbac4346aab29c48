package fr.jalons.school;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.SchoolExport;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** A secretary at a school of its own, which no other test knows. */
public final class SchoolClient {
  private static final AtomicInteger SCHOOLS = new AtomicInteger();

  private final MockMvcTester http;
  private final JdbcClient jdbc;
  private final String uai = "0991%03dA".formatted(SCHOOLS.incrementAndGet());

  public SchoolClient(WebApplicationContext web) {
    this.http = MockMvcTester.from(web);
    this.jdbc = web.getBean(JdbcClient.class);
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

  /** Imports files, and says that something in them is meant. */
  public MvcTestResult confirming(String word, SchoolExport... exports) {
    return post("fr", UUID.randomUUID().toString(), List.of(word), exports);
  }

  /** Asks what an import would do. */
  public MvcTestResult dryRun(SchoolExport... exports) {
    return post("/api/rosters?dryRun=true", "fr", UUID.randomUUID().toString(), List.of(), exports);
  }

  private MvcTestResult post(String language, String key, SchoolExport... exports) {
    return post(language, key, List.of(), exports);
  }

  private MvcTestResult post(
      String language, String key, List<String> confirmed, SchoolExport... exports) {
    return post("/api/rosters", language, key, confirmed, exports);
  }

  private MvcTestResult post(
      String uri, String language, String key, List<String> confirmed, SchoolExport... exports) {
    var request = http.post().uri(uri).multipart();
    request = request.param("confirm", confirmed.toArray(String[]::new));
    for (SchoolExport export : exports) {
      request =
          request.file(new MockMultipartFile("files", export.name(), "text/xml", export.bytes()));
    }
    return request.header("Idempotency-Key", key).header("Accept-Language", language).exchange();
  }

  /** Imports files of whatever format, with fields as a form has them. */
  public MvcTestResult sendFiles(Map<String, String> fields, RosterFile... files) {
    var request = http.post().uri("/api/rosters").multipart();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      request = request.param(field.getKey(), field.getValue());
    }
    for (RosterFile file : files) {
      byte[] content = new byte[file.content().remaining()];
      file.content().get(0, content);
      request = request.file(new MockMultipartFile("files", file.name(), null, content));
    }
    return request.header("Idempotency-Key", UUID.randomUUID().toString()).exchange();
  }

  /** Sends JSON. */
  public MvcTestResult post(String uri, String json) {
    return http.post().uri(uri).contentType(MediaType.APPLICATION_JSON).content(json).exchange();
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

  /** "5 created, 0 updated, 1 left, 0 unchanged". */
  public static String counts(MvcTestResult answer) {
    assertThat(answer).hasStatusOk();
    StringBuilder text = new StringBuilder();
    for (String what : List.of("created", "updated", "left", "unchanged")) {
      assertThat(answer)
          .bodyJson()
          .extractingPath("$.students." + what)
          .satisfies(value -> text.append(text.isEmpty() ? "" : ", ").append(value + " " + what));
    }
    return text.toString();
  }

  /** The last position of the log. */
  public long head() {
    return jdbc.sql("select coalesce(max(position), 0) from eventlog.event")
        .query(Long.class)
        .single();
  }

  /** How many events of a type the log has of this school. */
  public int events(String type) {
    return jdbc.sql(
            """
            select count(*) from eventlog.event e join eventlog.event_tag t using (position)
            where e.type = 'planning.' || ? and t.tag = 'school:' || ?
            """)
        .params(type, uai)
        .query(Integer.class)
        .single();
  }

  /** How many rows of a table of people are about this school. */
  public int people(String table) {
    return jdbc.sql("select count(*) from identity." + table + " where school = ?")
        .param(uai)
        .query(Integer.class)
        .single();
  }

  /** The id of the pupil with this number. */
  public UUID idOf(String number) {
    return jdbc.sql("select id from identity.student where school = ? and external_id = ?")
        .params(uai, number)
        .query((row, index) -> row.getObject("id", UUID.class))
        .single();
  }

  /** How many belonged to a class on a day. */
  public int members(String classCode, LocalDate day) {
    return jdbc.sql(
            """
            select count(*) from planning.membership
            where structure = ? and "from" <= ? and (until is null or until > ?)
            """)
        .params(uai + ":D:" + classCode, day, day)
        .query(Integer.class)
        .single();
  }
}
