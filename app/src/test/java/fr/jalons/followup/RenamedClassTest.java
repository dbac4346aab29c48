package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A school calls its class BOUL 1BOU from some day on, and later gives the code BOUL to another
 * one: all that hung on the class hangs on it still.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenamedClassTest {
  private static final String SCHOOL = "0990077D";
  private static final String OTHER_SCHOOL = "0990078E";
  private static final DateTimeFormatter SIECLE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired RosterImports imports;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;

  private String bearer = "";
  private LocalDate begin = LocalDate.EPOCH;
  private long before;
  private String zoe = "";

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeAll
  void renamed() {
    LocalDate now = LocalDate.now(Clock.systemDefaultZone());
    int year = now.getMonthValue() < 9 ? now.getYear() - 1 : now.getYear();
    begin = LocalDate.of(year, 9, 1);
    imported(SCHOOL, begin, Map.of("BOUL", List.of("ZED", "YAK")));
    String basic = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
    bearer =
        "Bearer "
            + JsonPath.read(
                new Visitor(port)
                    .post(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials", "scope", "read write operate"),
                        "Authorization",
                        "Basic " + basic)
                    .body(),
                "$.access_token");
    zoe = JsonPath.read(get("/api/students?school=" + SCHOOL + "&class=BOUL"), "$[0].id");
    post(
        "/api/sessions",
        """
        {"title":"Pesées","audience":{"class":"BOUL","school":"%s"},"start":"%sT10:00","minutes":60}
        """
            .formatted(SCHOOL, begin.plusDays(10)));
    post(
        "/api/surveys",
        """
        {"title":"Rentrée","audience":"STUDENTS","class":"BOUL","school":"%s","anonymous":false,
        "questions":[{"id":"q","text":"?","kind":"SCALE_1_5"}],"closesOn":"%s"}
        """
            .formatted(SCHOOL, begin.plusYears(1)));
    before = log.head();
    imported(SCHOOL, begin.plusDays(1), Map.of("1BOU", List.of("ZED", "YAK")));
  }

  private void imported(String school, LocalDate day, Map<String, List<String>> classes) {
    imports.runAs("system:test", List.of(pupils(school, day, classes)));
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
  }

  private static RosterFile pupils(
      String school, LocalDate day, Map<String, List<String>> classes) {
    StringBuilder pupils = new StringBuilder();
    StringBuilder structures = new StringBuilder();
    classes.forEach(
        (code, names) ->
            names.forEach(
                name -> {
                  pupils.append(
                      """
                      <ELEVE ELEVE_ID="%1$s"><NOM_DE_FAMILLE>%1$s</NOM_DE_FAMILLE><PRENOM>Alix</PRENOM>
                      <DATE_NAISS>01/02/2010</DATE_NAISS></ELEVE>
                      """
                          .formatted(name));
                  structures.append(
                      """
                      <STRUCTURES_ELEVE ELEVE_ID="%s"><STRUCTURE><CODE_STRUCTURE>%s</CODE_STRUCTURE>
                      <TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
                      """
                          .formatted(name, code));
                }));
    int year = day.getMonthValue() < 9 ? day.getYear() - 1 : day.getYear();
    return RosterFile.of(
        "eleves.xml",
        """
        <BEE_ELEVES><PARAMETRES><UAJ>%s</UAJ><ANNEE_SCOLAIRE>%d</ANNEE_SCOLAIRE>
        <DATE_EXPORT>%s</DATE_EXPORT></PARAMETRES><DONNEES><ELEVES>%s</ELEVES>
        <STRUCTURES>%s</STRUCTURES></DONNEES></BEE_ELEVES>
        """
            .formatted(school, year, SIECLE.format(day), pupils, structures)
            .getBytes(StandardCharsets.UTF_8));
  }

  private String get(String path) {
    return new Visitor(port).get(path, "Authorization", bearer).body();
  }

  private void post(String path, String body) {
    HttpResponse<String> answer =
        new Visitor(port).json("POST", path, body, "Authorization", bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
  }

  private String followUp(String code, String more) {
    return get("/api/classes/" + code + "/follow-up?school=" + SCHOOL + more);
  }

  @Test
  void bothCodesLeadToTheClassUnderTheNewOne() {
    for (String code : List.of("BOUL", "1BOU")) {
      assertThat(JsonPath.<String>read(followUp(code, ""), "$.code")).isEqualTo("1BOU");
      assertThat(JsonPath.<List<String>>read(followUp(code, ""), "$.indicators[*].scope.code"))
          .containsOnly("1BOU");
      assertThat(
              JsonPath.<List<String>>read(
                  get("/api/sessions?class=" + code + "&school=" + SCHOOL), "$[*].audience.code"))
          .containsExactly("1BOU");
      assertThat(
              JsonPath.<List<String>>read(
                  get("/api/students?class=" + code + "&school=" + SCHOOL), "$[*].class"))
          .containsExactly("1BOU", "1BOU");
    }
  }

  @Test
  void aPastMomentShowsTheCodeOfThatDay() {
    assertThat(JsonPath.<String>read(followUp("BOUL", "&asOf=" + before), "$.code"))
        .isEqualTo("BOUL");
    assertThat(JsonPath.<String>read(followUp("1BOU", "&asOf=" + before), "$.code"))
        .isEqualTo("BOUL");
  }

  @Test
  void aStudentIsInTheClassUnderItsNewCodeAsIfItHadAlwaysBorneIt() {
    String file = get("/api/students/" + zoe + "/follow-up");

    assertThat(JsonPath.<List<String>>read(file, "$.memberships[*].structure"))
        .containsExactly(SCHOOL + ":D:1BOU");
    assertThat(JsonPath.<List<String>>read(file, "$.memberships[*].from"))
        .containsExactly(begin.toString());
    assertThat(JsonPath.<List<String>>read(file, "$.sessions.list[*].title"))
        .containsExactly("Pesées");
  }

  @Test
  void surveysAndIndicatorsOfTheClassGoOn() {
    assertThat(
            JsonPath.<List<String>>read(
                get("/api/surveys"), "$[?(@.school=='" + SCHOOL + "')].class"))
        .containsExactly("1BOU");
    assertThat(
            JsonPath.<List<String>>read(
                get("/api/indicators?class=BOUL&school=" + SCHOOL), "$[*].scope.code"))
        .containsOnly("1BOU");
  }

  @Test
  void anAccountKeepsItsClassThoughAnotherBearsItsFormerCode() {
    imported(OTHER_SCHOOL, begin, Map.of("BOUL", List.of("ADO", "BIS")));
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, classes, demo)
            select 'cpe-of-bakers', 'cpe-of-bakers', password_hash, array['cpe'], ?, array['BOUL'], false
            from security.account where login = 'demo-head'
            """)
        .param(OTHER_SCHOOL)
        .update();
    imported(OTHER_SCHOOL, begin.plusDays(1), Map.of("1BOU", List.of("ADO", "BIS")));
    assertThat(codesOfAccount()).containsExactly("1BOU");
    imported(
        OTHER_SCHOOL,
        begin.plusDays(2),
        Map.of("1BOU", List.of("ADO", "BIS"), "BOUL", List.of("CRU")));
    Visitor cpe = new Visitor(port);
    cpe.signIn("cpe-of-bakers", "demo");

    assertThat(cpe.page("/classes/1BOU").body()).contains("ADO");
    assertThat(cpe.page("/classes/BOUL").statusCode()).isIn(403, 404);
    assertThat(codesOfAccount()).containsExactly("1BOU");
    assertThat(
            JsonPath.<List<String>>read(
                get("/api/students?class=BOUL&school=" + OTHER_SCHOOL), "$[*].lastName"))
        .containsExactly("CRU");
    granted("BOUL");
    assertThat(codesOfAccount()).containsExactly("BOUL");
    granted("1BOU");
    assertThat(codesOfAccount()).containsExactly("1BOU");
  }

  private void granted(String code) {
    HttpResponse<String> answer =
        new Visitor(port)
            .json(
                "PUT",
                "/api/accounts/cpe-of-bakers/roles",
                "{\"roles\":[\"CPE\"],\"scope\":{\"school\":\"%s\",\"classes\":[\"%s\"]}}"
                    .formatted(OTHER_SCHOOL, code),
                "Authorization",
                bearer,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private List<String> codesOfAccount() {
    return JsonPath.read(
        get("/api/accounts?limit=500"), "$.accounts[?(@.id=='cpe-of-bakers')].classes[*]");
  }
}
