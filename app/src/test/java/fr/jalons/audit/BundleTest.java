package fr.jalons.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.LogKey;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history of a student of the demo school, taken away and checked by a program of its own. */
class BundleTest extends OnDemoSchool {
  private static final Path VERIFIER = Path.of("../proof/verifier/VerifyBundle.java");

  @TempDir static Path compiled;
  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", compiled.toString(), VERIFIER.toString());
    assertThat(failed).isZero();
  }

  private record Ended(int code, String said) {}

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Ended verify(String bundle, String... trusted) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("bundle.json"), bundle);
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-cp", compiled.toString(), "VerifyBundle", file.toString()));
    command.addAll(List.of(trusted));
    return run(command);
  }

  /** The one with the longest history, so that every kind of event is there. */
  private String longest() {
    return jdbc.sql(
            """
            select substr(tag, 9) from eventlog.event_tag where tag like 'student:%'
            group by tag order by count(*) desc, tag limit 1
            """)
        .query(String.class)
        .single();
  }

  private String shortest() {
    return jdbc.sql(
            """
            select substr(tag, 9) from eventlog.event_tag where tag like 'student:%'
            group by tag order by count(*), tag limit 1
            """)
        .query(String.class)
        .single();
  }

  private HttpResponse<String> fetch(String student) {
    return get("/api/students/" + student + "/history/bundle");
  }

  @Test
  void aBundleHoldsTheWholeHistoryAndIsValidFarFromHere() throws Exception {
    String student = longest();
    HttpResponse<String> answer = fetch(student);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");

    DocumentContext bundle = JsonPath.parse(answer.body());
    List<Long> positions =
        jdbc.sql("select position from eventlog.event_tag where tag = ? order by position")
            .param("student:" + student)
            .query((row, number) -> row.getLong(1))
            .list();
    List<Number> bundled = bundle.read("$.events[*].position");
    assertThat(bundled.stream().map(Number::longValue).toList()).isEqualTo(positions);

    Path file = Files.writeString(directory.resolve("bundle.json"), answer.body());
    Ended asDocumented = run(List.of(java(), VERIFIER.toString(), file.toString()));
    assertThat(asDocumented.said)
        .startsWith("SELF-CONSISTENT, not authenticated")
        .doesNotContain("VALID")
        .contains(student, "events       " + positions.size());
    assertThat(asDocumented.code).isEqualTo(3);
    String key = get("/api/log/key").body().strip();
    Ended trusted = verify(answer.body(), key);
    assertThat(trusted.said).startsWith("VALID").contains("(trusted)");
    assertThat(trusted.code).isZero();
  }

  @Test
  void textsLeaveTheHouseSealed() {
    assertThat(fetch(longest()).body()).contains("sealed:2:");
  }

  @Test
  void whateverIsAlteredIsFound() throws Exception {
    String bundle = fetch(longest()).body();
    List<?> events = JsonPath.read(bundle, "$.events");

    assertBroken(bundle, b -> b.set("$.events[3].id", UUID.randomUUID().toString()));
    assertBroken(bundle, b -> b.set("$.events[3].type", "planning.NeedClosed"));
    assertBroken(bundle, b -> b.set("$.events[3].revision", "9"));
    assertBroken(bundle, b -> alter(b, "$.events[3].payload", text -> text + ' '));
    assertBroken(bundle, b -> alter(b, "$.events[3].metadata", text -> text.replace(':', ' ')));
    assertBroken(bundle, b -> b.set("$.events[3].recordedAt", "2026-01-01T00:00:00Z"));
    assertBroken(bundle, b -> b.add("$.events[3].tags", "student:" + new UUID(0, 0)));
    assertBroken(bundle, b -> alter(b, "$.events[3].previous", BundleTest::otherBit));
    assertBroken(bundle, b -> alter(b, "$.events[3].proof[0]", BundleTest::otherBit));
    assertBroken(bundle, b -> b.delete("$.events[3].proof[0]"));
    assertBroken(bundle, b -> b.set("$.events[3].position", 1));
    assertBroken(
        bundle,
        b -> {
          String fourth = b.read("$.events[3].payload");
          String fifth = b.read("$.events[4].payload");
          b.set("$.events[3].payload", fifth + ' ').set("$.events[4].payload", fourth);
        });
    assertBroken(bundle, b -> b.set("$.events", List.of()));
    assertBroken(bundle, b -> b.delete("$.events[3]"));
    assertBroken(bundle, b -> b.delete("$.events[" + (events.size() - 1) + "]"));
    assertBroken(bundle, b -> b.add("$.events", b.read("$.events[0]")));
    assertBroken(bundle, b -> b.set("$.student", new UUID(0, 0).toString()));
  }

  @Test
  void theFirstEventThatDoesNotHoldIsNamed() throws Exception {
    String bundle = fetch(longest()).body();
    Number position = JsonPath.read(bundle, "$.events[3].position");
    String altered =
        JsonPath.parse(bundle)
            .set("$.events[3].revision", "9")
            .set("$.events[5].revision", "9")
            .jsonString();

    assertThat(verify(altered).said).startsWith("BROKEN: event " + position + ":");
  }

  @Test
  void nothingIsWrittenInTwoWaysAndNothingStandsBesideWhatIsProven() throws Exception {
    String bundle = fetch(longest()).body();

    assertBroken(bundle, b -> alter(b, "$.events[3].id", text -> text.toUpperCase(Locale.ROOT)));
    assertBroken(bundle, b -> alter(b, "$.events[3].recordedAt", text -> text.replace('T', 't')));
    assertBroken(
        bundle, b -> b.set("$.events[3].recordedAt", finer(b.read("$.events[3].recordedAt"))));
    assertBroken(bundle, b -> alter(b, "$.events[3].previous", BundleTest::samePaddedOtherwise));
    assertBroken(bundle, b -> alter(b, "$.events[3].proof[0]", BundleTest::samePaddedOtherwise));
    assertBroken(bundle, b -> b.put("$.events[3]", "actor", "user:somebody-else"));
    assertBroken(bundle, b -> b.put("$", "name", "Somebody else"));
  }

  @Test
  void onlyOneJsonTextIsABundle() throws Exception {
    String bundle = fetch(shortest()).body();
    List<String> sloppy =
        List.of(
            bundle + '\0' + "trailer",
            bundle + '\0',
            bundle + "x",
            bundle.substring(0, bundle.lastIndexOf('}')) + ",}",
            bundle.replaceFirst("]", ",]"),
            '\u00a0' + bundle);

    for (String text : sloppy) {
      assertThat(verify(text).code).as(text.substring(text.length() - 20)).isEqualTo(1);
    }
    assertThat(verify(" \t\r\n" + bundle + '\n').code).isEqualTo(3);
  }

  @Test
  void theSealIsThatOfThisBundle() throws Exception {
    String bundle = fetch(longest()).body();
    String other = fetch(shortest()).body();
    String note = JsonPath.read(bundle, "$.checkpoint");
    String foreign = JsonPath.read(other, "$.seal");

    assertBroken(bundle, b -> b.set("$.seal", foreign));
    assertBroken(bundle, b -> b.set("$.seal", note));
    assertBroken(bundle, b -> b.set("$.checkpoint", b.read("$.seal")));
    assertBroken(bundle, b -> b.delete("$.seal"));
  }

  /** Every bit of many bytes of the file: whatever is still taken must mean the same. */
  @Test
  void aBitThatFlipsAnywhereIsFoundOrMeansNothing() throws Exception {
    String bundle = fetch(shortest()).body();
    byte[] bytes = bundle.getBytes(StandardCharsets.UTF_8);
    JsonNode meant = JsonMapper.shared().readTree(bundle);
    int found = 0;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {compiled.toUri().toURL()})) {
      Method verified =
          loader
              .loadClass("VerifyBundle")
              .getDeclaredMethod("verified", String.class, String.class);
      verified.setAccessible(true);
      assertThat(verified.invoke(null, bundle, null)).asString().startsWith("SELF-CONSISTENT");
      for (int bit = 0; bit < bytes.length * 8; bit += bytes.length * 8 / 4_000 + 1 | 1) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        String altered = new String(bytes, StandardCharsets.UTF_8);
        try {
          verified.invoke(null, altered, null);
          assertThat(JsonMapper.shared().readTree(altered)).as("bit %d", bit).isEqualTo(meant);
        } catch (InvocationTargetException e) {
          assertThat(String.valueOf(e.getCause())).as("bit %d", bit).contains("$Broken: ");
          found++;
        }
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
    assertThat(found).isGreaterThan(2_000);
  }

  @Test
  void anotherKeyOrAnotherLogVouchesForNothing() throws Exception {
    String bundle = fetch(longest()).body();
    String note = JsonPath.read(bundle, "$.checkpoint");
    String[] lines = note.split("\n");
    LogKey stranger = LogKey.generate(lines[0]);
    Checkpoint same =
        new Checkpoint(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    Checkpoint other =
        new Checkpoint(
            lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(otherBit(lines[2])));

    assertBroken(bundle, b -> b.set("$.key", stranger.verifier()));
    assertBroken(bundle, b -> b.set("$.checkpoint", stranger.sign(same)));
    assertBroken(
        bundle, b -> b.set("$.checkpoint", stranger.sign(other)).set("$.key", stranger.verifier()));
    String forged =
        JsonPath.parse(bundle)
            .set("$.checkpoint", stranger.sign(same))
            .set("$.key", stranger.verifier())
            .jsonString();
    String key = JsonPath.read(bundle, "$.key");
    assertThat(verify(forged, key).code).isEqualTo(1); // a verifier with the true key sees it
    assertBroken(
        bundle, b -> alter(b, "$.checkpoint", text -> text.replace(lines[1], lines[1] + '0')));
  }

  @Test
  void thereIsNoneOfSomebodyTheLogHasNeverMet() {
    assertThat(fetch(UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
  }

  private static void alter(
      DocumentContext bundle, String path, java.util.function.UnaryOperator<String> change) {
    bundle.set(path, change.apply(Objects.requireNonNull(bundle.read(path))));
  }

  private static String otherBit(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[bytes.length - 1] ^= 1;
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The same bytes for a lenient reader: the last two bits of 32 bytes stand for nothing. */
  private static String samePaddedOtherwise(String base64) {
    int last = base64.length() - 2;
    char next = (char) (base64.charAt(last) + 1);
    String other = base64.substring(0, last) + next + '=';
    assertThat(Base64.getDecoder().decode(other)).isEqualTo(Base64.getDecoder().decode(base64));
    return other;
  }

  /** A time within the same microsecond. */
  private static String finer(String time) {
    return Instant.parse(time).plusNanos(1).toString();
  }

  private void assertBroken(String bundle, Consumer<DocumentContext> change) throws Exception {
    DocumentContext altered = JsonPath.parse(bundle);
    change.accept(altered);
    Ended ended = verify(altered.jsonString());
    assertThat(ended.said).startsWith("BROKEN");
    assertThat(ended.code).isEqualTo(1);
  }
}
