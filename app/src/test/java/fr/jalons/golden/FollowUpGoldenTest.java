package fr.jalons.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.events.StudentId;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers that programs and families get of a year that never changes, compared with files. To
 * write the files anew, run this test with {@code -Djalons.golden=write}, and read the difference:
 * each line of it reaches readers of the API.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "jalons.demo=false",
      "jalons.client.id=" + FollowUpGoldenTest.CLIENT,
      "jalons.client.secret=" + FollowUpGoldenTest.SECRET
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpGoldenTest {
  static final String CLIENT = "golden";
  static final String SECRET = "a secret of tests, long enough";

  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final Path ANSWERS = Path.of("target/golden");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @LocalServerPort int port;
  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;
  @Autowired EventJson json;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;

  private String bearer = "";
  private long start;
  private long head;

  /** The time stands still. */
  @TestConfiguration(proxyBeanMethods = false)
  static class StoppedClock {
    @Bean
    @Primary
    Clock stopped() {
      return Clock.fixed(GoldenYear.NOW, ZoneId.of("Europe/Paris"));
    }
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  @BeforeAll
  void aYearIsOver() throws IOException {
    Files.createDirectories(ANSWERS);
    identities();
    start = log.head();
    List<HistoryImport.Past> history = GoldenYear.entries().stream().map(this::past).toList();
    new HistoryImport(database).append(history.iterator(), through -> {});
    head = log.head();
    assertThat(head).isEqualTo(start + history.size());
    assertThat(readModels.await(head, Duration.ofSeconds(30))).isTrue();
    String basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ':' + SECRET).getBytes(StandardCharsets.UTF_8));
    String answer =
        new Visitor(port)
            .post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "read"),
                "Authorization",
                "Basic " + basic)
            .body();
    bearer = "Bearer " + JsonPath.read(answer, "$.access_token");
  }

  private HistoryImport.Past past(GoldenYear.Entry entry) {
    Event type = entry.event().getClass().getAnnotation(Event.class);
    String name = type.namespace() + '.' + type.name();
    EventJson writer = entry.revision().equals(type.version()) ? json : json.asStored();
    return new HistoryImport.Past(
        UUID.nameUUIDFromBytes(entry.at().toString().getBytes(StandardCharsets.UTF_8)),
        name,
        entry.revision(),
        writer.write(entry.event()),
        "{\"actor\":\"%s\"}".formatted(entry.actor()),
        entry.at(),
        new AnnotationBasedTagResolver()
            .resolve(new GenericEventMessage(new MessageType(name), entry.event())).stream()
                .map(tag -> tag.key() + ':' + tag.value())
                .collect(Collectors.toSet()));
  }

  private void identities() {
    jdbc.sql("insert into identity.school values (?, 'Lycée doré', ?)")
        .params(GoldenYear.SCHOOL.uai(), new UUID(0, 1))
        .update();
    identity(GoldenYear.BUSY, "1", "DUPONT", "Camille");
    identity(GoldenYear.LEAVER, "2", "MARTIN", "Lou");
    identity(GoldenYear.MOVER, "3", "PETIT", "Sacha");
    identity(GoldenYear.QUIET, "4", "DURAND", "Noa");
  }

  private void identity(StudentId student, String number, String family, String first) {
    jdbc.sql(
            """
            insert into identity.student
              (id, school, external_id, ine, family_name, first_name, birth_date, search)
            values (?, ?, ?, null, ?, ?, ?, lower(?))
            """)
        .params(student.value(), GoldenYear.SCHOOL.uai(), number, family, first)
        .param(LocalDate.of(2010, 5, 17))
        .param(family + ' ' + first)
        .update();
  }

  @Test
  void everythingThatCanHappenToAStudent() throws IOException {
    compare("student", followUp(GoldenYear.BUSY, null));
    compare("student-then", followUp(GoldenYear.BUSY, GoldenYear.THEN));
  }

  @Test
  void aStudentWhoCameLateAndLeft() throws IOException {
    compare("leaver", followUp(GoldenYear.LEAVER, null));
    compare("leaver-then", followUp(GoldenYear.LEAVER, "2026-09-20"));
  }

  @Test
  void aStudentWhoChangedClass() throws IOException {
    compare("mover", followUp(GoldenYear.MOVER, null));
  }

  @Test
  void theClassNowAndThen() throws IOException {
    compare("class", classFollowUp("1CAPPSR", null));
    compare("class-then", classFollowUp("1CAPPSR", GoldenYear.THEN));
    compare("class-at-the-start", classFollowUp("1CAPPSR", "2026-09-01"));
    compare("other-class", classFollowUp("1CAPCUI", null));
  }

  @Test
  void whatAStudentTakesAlong() throws IOException {
    JsonNode export = get("/api/students/" + GoldenYear.BUSY + "/export");
    if (export.path("consultations") instanceof ArrayNode looks) {
      looks.removeIf(look -> look.path("viewer").asString().contains(CLIENT)); // this test's own
    }
    compare("export", export);
  }

  @Test
  void aWithdrawnClassIsThereUntilItsDay() throws IOException {
    String code = GoldenYear.OLD_CLASS.key();
    assertThat(answer(classAddress(code, null), "application/json").statusCode()).isEqualTo(404);
    assertThat(answer(classAddress(code, "2026-09-14"), "application/json").statusCode())
        .isEqualTo(404);
    compare("old-class-then", classFollowUp(code, "2026-09-13"));
  }

  @Test
  void theDocumentHoldsEveryTextOfTheExport() throws IOException {
    String address = "/api/students/" + GoldenYear.BUSY + "/export";
    List<String> texts = new ArrayList<>(List.of("DUPONT", "Camille"));
    JsonNode export = get(address);
    for (String field : List.of("description", "source", "outcome", "summary", "title")) {
      texts.addAll(export.path("followUp").findValuesAsString(field));
    }
    texts.addAll(export.path("followUp").findValuesAsString("discipline"));
    texts.addAll(export.path("history").findValuesAsString("q2"));
    texts.removeIf(String::isEmpty);
    assertThat(texts).hasSizeGreaterThan(15);
    try (PDDocument document = Loader.loadPDF(answer(address, "application/pdf").body())) {
      assertThat(withoutSpace(new PDFTextStripper().getText(document)))
          .contains(texts.stream().map(FollowUpGoldenTest::withoutSpace).toList());
    }
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  private JsonNode followUp(StudentId student, @Nullable String asOf) {
    return get("/api/students/" + student + "/follow-up" + (asOf == null ? "" : "?asOf=" + asOf));
  }

  private JsonNode classFollowUp(String code, @Nullable String asOf) {
    return get(classAddress(code, asOf));
  }

  private static String classAddress(String code, @Nullable String asOf) {
    return "/api/classes/%s/follow-up?school=%s%s"
        .formatted(code, GoldenYear.SCHOOL, asOf == null ? "" : "&asOf=" + asOf);
  }

  private JsonNode get(String path) {
    HttpResponse<byte[]> answer = answer(path, "application/json");
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(200);
    return JSON.readTree(body);
  }

  private HttpResponse<byte[]> answer(String path, String accept) {
    return new Visitor(port).bytes(path, "Authorization", bearer, "Accept", accept);
  }

  private void compare(String name, JsonNode answer) throws IOException {
    Path golden = FILES.resolve(name + ".json");
    Path got = ANSWERS.resolve(name + ".json");
    Files.writeString(got, JSON.writeValueAsString(inOrder(answer)) + '\n');
    if ("write".equals(System.getProperty("jalons.golden"))) {
      Files.createDirectories(FILES);
      Files.copy(got, golden, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(
            missing(
                name,
                JSON.readTree(Files.readString(golden)),
                JSON.readTree(Files.readString(got))))
        .as(got + " lacks something of " + golden)
        .isEmpty();
  }

  /** An answer may gain fields, and lines in its lists. What stood there stays as it was. */
  private static List<String> missing(String path, JsonNode wanted, JsonNode got) {
    List<String> missing = new ArrayList<>();
    if (wanted instanceof ObjectNode && got instanceof ObjectNode) {
      wanted
          .properties()
          .forEach(
              field ->
                  missing.addAll(
                      missing(
                          path + '.' + field.getKey(),
                          field.getValue(),
                          got.path(field.getKey()))));
    } else if (wanted instanceof ArrayNode && got instanceof ArrayNode) {
      int at = 0;
      for (int i = 0; i < wanted.size(); i++) {
        List<String> ofLine = List.of(path + '[' + i + ']');
        while (at < got.size() && !ofLine.isEmpty()) {
          List<String> differences = missing(path + '[' + i + ']', wanted.get(i), got.get(at++));
          ofLine = differences.isEmpty() || at == got.size() ? differences : ofLine;
        }
        missing.addAll(ofLine);
      }
    } else if (!wanted.equals(got)) {
      missing.add(path + ": " + got + " instead of " + wanted);
    }
    return missing;
  }

  @Test
  void whatAnAnswerLosesOrChangesIsSeenAndWhatItGainsIsNot() {
    JsonNode wanted = JSON.readTree("{\"a\": [{\"b\": 1}, {\"b\": 2}], \"c\": null}");
    for (String gained :
        List.of(
            "{\"a\": [{\"b\": 1}, {\"d\": 3}, {\"b\": 2, \"d\": 3}], \"c\": null, \"d\": 3}",
            "{\"a\": [{\"b\": 1}, {\"b\": 2}], \"c\": null}")) {
      assertThat(missing("", wanted, JSON.readTree(gained))).isEmpty();
    }
    for (String lost :
        List.of(
            "{\"a\": [{\"b\": 1}], \"c\": null}",
            "{\"a\": [{\"b\": 2}, {\"b\": 1}], \"c\": null}",
            "{\"a\": [{\"b\": 1}, {\"b\": 2}]}",
            "{\"a\": [{\"b\": 1}, {\"b\": 2}], \"c\": 0}")) {
      assertThat(missing("", wanted, JSON.readTree(lost))).isNotEmpty();
    }
  }

  /** Fields by name; positions counted from the first event of the year to its last. */
  private JsonNode inOrder(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, JsonNode> fields = new TreeMap<>();
      object.properties().forEach(field -> fields.put(field.getKey(), inOrder(field.getValue())));
      ObjectNode ordered = JSON.createObjectNode();
      fields.forEach(ordered::set);
      if (ordered.has("position")) {
        long position = Math.min(ordered.path("position").asLong(), head); // then come own looks
        ordered.put("position", position - start);
      }
      return ordered;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode ordered = JSON.createArrayNode();
      array.forEach(one -> ordered.add(inOrder(one)));
      return ordered;
    }
    return node;
  }
}
