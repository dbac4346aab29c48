package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code docker-compose.yml} against a schema of the keys it uses, after the Compose Specification,
 * which forbids all others, and against what Jalons needs of it.
 */
class ComposeFileTest {
  private static final Path HOUSE = Path.of("..");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Schema SCHEMA = schema();

  private final String text = read("docker-compose.yml");
  private final JsonNode file = YAML.readTree(text);
  private final JsonNode postgres = file.at("/services/postgres");
  private final JsonNode app = file.at("/services/app");

  @Test
  void itFollowsTheComposeSpecification() {
    assertThat(faults(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "services:, service:",
    "healthcheck:, healthchek:",
    "condition: service_healthy, condition: service_helthy",
    "depends_on:, depend_on:",
    "interval: 5s, intervall: 5s",
    "dockerfile:, docker_file:",
    "retries: 20, retries: [20]",
    "image: postgres:18, image: 18",
  })
  void aPlantedMistakeIsSeen(String right, String wrong) {
    assertThat(text).contains(right);
    assertThat(faults(text.replace(right, wrong))).isNotEmpty();
  }

  @Test
  void aPlantedDoubleKeyIsSeen() {
    assertThatThrownBy(() -> faults(text.replace("timeout:", "interval:")))
        .isInstanceOf(StreamReadException.class);
  }

  @Test
  void theDatabaseIsPostgresql18AndKeepsItsDataInANamedVolume() {
    assertThat(postgres.path("image").asString()).isEqualTo("postgres:18");
    // From 18 on the image keeps its data in a directory of each version below this one.
    assertThat(texts(postgres.path("volumes")))
        .containsExactly("postgres-data:/var/lib/postgresql");
    assertThat(file.path("volumes").propertyNames())
        .containsExactlyInAnyOrder("app-data", "postgres-data");
  }

  @Test
  void theKeyAndTheCheckpointsOfTheLogOutliveTheContainer() throws IOException {
    assertThat(texts(app.path("volumes"))).containsExactly("app-data:/home/jalons/.jalons");
    assertThat(Files.readString(HOUSE.resolve("app/Dockerfile")))
        .as("the volume belongs to the user that runs Jalons")
        .contains("install -d -o jalons -g jalons /home/jalons/.jalons");
  }

  @Test
  void theApplicationIsBuiltHereAndWaitsForAHealthyDatabase() {
    assertThat(app.at("/build/context").asString()).isEqualTo(".");
    assertThat(HOUSE.resolve(app.at("/build/dockerfile").asString())).isRegularFile();
    assertThat(app.at("/depends_on/postgres/condition").asString()).isEqualTo("service_healthy");
  }

  @Test
  void bothServicesTellWhetherTheyAreHealthy() {
    assertThat(texts(postgres.at("/healthcheck/test"))).contains("pg_isready");
    assertThat(String.join(" ", texts(app.at("/healthcheck/test"))))
        .contains("/actuator/health/readiness");
  }

  @Test
  void theApplicationIsToldTheDatabaseAndEveryDocumentedVariable() {
    JsonNode environment = app.path("environment");
    assertThat(environment.path("SPRING_DATASOURCE_URL").asString())
        .isEqualTo("jdbc:postgresql://postgres:5432/jalons");
    assertThat(environment.path("SPRING_DATASOURCE_USERNAME"))
        .isEqualTo(postgres.at("/environment/POSTGRES_USER"));
    assertThat(environment.path("SPRING_DATASOURCE_PASSWORD"))
        .isEqualTo(postgres.at("/environment/POSTGRES_PASSWORD"));
    assertThat(environment.propertyNames())
        .containsExactlyInAnyOrderElementsOf(documentedVariables());
  }

  /** Setting a default in two places must not make them differ. */
  @Test
  void whatIsNotSetHasTheValueThatTheDocumentSays() {
    JsonNode environment = app.path("environment");
    assertThat(documented())
        .allSatisfy(
            (name, row) -> {
              String value = environment.path(name).asString();
              Matcher standard = Pattern.compile("\\$\\{" + name + ":?-(.+)}").matcher(value);
              if (standard.matches()) {
                assertThat(row).contains("`" + standard.group(1) + "`");
              }
            });
  }

  private static Set<String> documentedVariables() {
    return documented().keySet();
  }

  /** The table of variables: each with its row. */
  private static Map<String, String> documented() {
    Map<String, String> rows = new TreeMap<>();
    read("README.md")
        .lines()
        .dropWhile(line -> !line.startsWith("| variable |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(
            row ->
                Pattern.compile("`([A-Z0-9_]+)`")
                    .matcher(row.split("\\|")[1])
                    .results()
                    .forEach(name -> rows.put(name.group(1), row)));
    return rows;
  }

  @Test
  void nothingIsOpenToOtherMachinesAndNoPasswordStandsInTheFile() {
    assertThat(app.at("/environment/JALONS_DEMO").asString()).isEqualTo("${JALONS_DEMO:-false}");
    assertThat(texts(app.path("ports"))).containsExactly("127.0.0.1:8080:8080");
    assertThat(postgres.has("ports")).isFalse();
    assertThat(postgres.at("/environment/POSTGRES_PASSWORD").asString())
        .startsWith("${JALONS_DB_PASSWORD:?");
  }

  private static List<String> faults(String compose) {
    return SCHEMA.validate(YAML.readTree(compose)).stream().map(Error::toString).toList();
  }

  private static Schema schema() {
    String name = "/compose/compose.schema.json";
    try (InputStream in = ComposeFileTest.class.getResourceAsStream(name)) {
      return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
          .getSchema(SchemaLocation.of("classpath:" + name), YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(HOUSE.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
