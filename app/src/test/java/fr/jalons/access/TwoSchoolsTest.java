package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.marks.Over;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
 * Two schools that use the same codes, and one of them has withdrawn a class that the other still
 * has: no sender of the second school gets at the class of the first by its code.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoSchoolsTest {
  private static final String FIRST = "0990001X";
  private static final String SECOND = AccessTest.OTHER_SCHOOL;

  /** Both have it. */
  private static final String SHARED = "1CAPPSR";

  /** The first school has it, and the second no longer. */
  private static final String WITHDRAWN = "2CAPPSR";

  /** A class of one. */
  private static final String TINY = "TINY";

  private static final List<String> STAFF = List.of("coordinator", "cpe", "class_lead", "head");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource database;
  @Autowired RosterImports imports;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;

  private String operator = "";

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeAll
  void schools() throws IOException {
    imports.runAs("system:test", AccessTest.otherSchool(jdbc));
    String member =
        jdbc.sql("select student::text from planning.membership where structure = ? limit 1")
            .param(FIRST + ":D:" + SHARED)
            .query(String.class)
            .single();
    String tiny = FIRST + ":D:" + TINY;
    new HistoryImport(database)
        .append(
            Stream.of(
                    past(
                        "planning.StructureWithdrawn",
                        "{\"structure\":\"%s:D:%s\",\"school\":\"%s\",\"on\":\"2020-01-01\"}"
                            .formatted(SECOND, WITHDRAWN, SECOND),
                        Set.of(
                            "structure:" + SECOND + ":D:" + WITHDRAWN,
                            "school:" + SECOND,
                            "structureCode:CLASS:" + WITHDRAWN)),
                    past(
                        "planning.StructureDeclared",
                        "{\"structure\":\"%s\",\"school\":\"%s\",\"year\":2026,\"label\":\"x\",\"mef\":null,\"classes\":[]}"
                            .formatted(tiny, FIRST),
                        Set.of(
                            "structure:" + tiny, "school:" + FIRST, "structureCode:CLASS:" + TINY)),
                    past(
                        "planning.MembershipStarted",
                        "{\"student\":\"%s\",\"structure\":\"%s\",\"school\":\"%s\",\"from\":\"2026-09-01\"}"
                            .formatted(member, tiny, FIRST),
                        Set.of("student:" + member, "structure:" + tiny, "school:" + FIRST)))
                .iterator(),
            through -> {});
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
    operator = AccessTest.token(new Visitor(port));
  }

  private static Past past(String type, String payload, Set<String> tags) {
    return new Past(
        UUID.randomUUID(), type, "1", payload, "{\"actor\":\"user:a\"}", Instant.now(), tags);
  }

  /** Somebody of the second school, and what is sent with each request. */
  private record Sender(String actor, Visitor visitor, String... headers) {
    HttpResponse<String> post(String address, String body) {
      return visitor.json("POST", address, body, headers);
    }

    HttpResponse<String> get(String address) {
      return visitor.get(address, headers);
    }
  }

  private List<Sender> ofTheSecondSchool() {
    List<Sender> senders = new ArrayList<>();
    for (String role : STAFF) {
      String login = "second-" + role + "-" + UUID.randomUUID();
      jdbc.sql(
              """
              insert into security.account (id, login, password_hash, roles, school, classes, demo)
              select :login, :login, password_hash, array[:role], :school, :classes::text[], false
              from security.account where login = 'demo-head'
              """)
          .param("login", login)
          .param("role", role)
          .param("school", SECOND)
          .param(
              "classes",
              role.equals("cpe") || role.equals("class_lead")
                  ? "{" + SHARED + "," + WITHDRAWN + "}"
                  : "{}")
          .update();
      Visitor visitor = new Visitor(port);
      assertThat(visitor.signIn(login, "demo").headers().firstValue("Location")).hasValue("/");
      String csrf = Visitor.csrf(visitor.page("/account").body());
      senders.add(new Sender("user:" + login, visitor, "X-XSRF-TOKEN", csrf, "Jalons-Reason", "x"));
    }
    senders.add(program());
    return senders;
  }

  private Sender program() {
    String id = "second-" + UUID.randomUUID();
    String secret =
        JsonPath.read(
            new Visitor(port)
                .json(
                    "POST",
                    "/api/clients",
                    "{\"id\":\"%s\",\"scopes\":[\"read\",\"write\"],\"school\":\"%s\"}"
                        .formatted(id, SECOND),
                    "Authorization",
                    "Bearer " + operator)
                .body(),
            "$.secret");
    Visitor visitor = new Visitor(port);
    String basic =
        Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
    String token =
        JsonPath.read(
            visitor
                .post(
                    "/oauth2/token",
                    Map.of("grant_type", "client_credentials", "scope", "read write"),
                    "Authorization",
                    "Basic " + basic)
                .body(),
            "$.access_token");
    return new Sender("client:" + id, visitor, "Authorization", "Bearer " + token);
  }

  private static String session(String audience) {
    return "{\"title\":\"x\",\"audience\":{%s},\"start\":\"2026-11-20T10:00\",\"minutes\":55}"
        .formatted(audience);
  }

  private static String survey(String audience) {
    return "{\"title\":\"x\",\"audience\":\"STUDENTS\",%s\"anonymous\":false,\"questions\":[{\"id\":\"q\",\"text\":\"x\",\"kind\":\"SCALE_1_5\"}],\"closesOn\":\"2099-06-30\"}"
        .formatted(audience);
  }

  private static String code(String code, String school) {
    return "\"class\":\"" + code + "\",\"school\":\"" + school + '"';
  }

  @Test
  void aCodeNeverLeadsStaffOrProgramsOfOneSchoolToAnother() {
    List<Sender> senders = ofTheSecondSchool();
    for (Sender sender : senders) {
      for (String audience :
          List.of(
              "\"class\":\"" + WITHDRAWN + '"',
              code(WITHDRAWN, FIRST),
              code(WITHDRAWN, SECOND),
              code(SHARED, FIRST))) {
        assertThat(sender.post("/api/sessions", session(audience)).statusCode())
            .as(sender.actor + " plans for " + audience)
            .isIn(400, 403);
        assertThat(sender.post("/api/surveys", survey(audience + ",")).statusCode())
            .as(sender.actor + " asks " + audience)
            .isIn(400, 403);
      }
      assertThat(sender.post("/api/surveys", survey("\"school\":\"" + FIRST + "\",")).statusCode())
          .as(sender.actor + " asks all of the first school")
          .isEqualTo(403);
      for (String address : addressesOfClasses()) {
        for (String query :
            List.of(
                WITHDRAWN,
                WITHDRAWN + "?school=" + FIRST,
                WITHDRAWN + "?school=" + SECOND,
                SHARED + "?school=" + FIRST)) {
          HttpResponse<String> answer = sender.get(address + query);
          assertThat(answer.statusCode())
              .as(sender.actor + " reads " + address + query)
              .isIn(403, 404);
        }
      }
    }
    assertThat(writtenAbout(FIRST, senders)).isZero();
  }

  /** Of all that is mapped, by the table of rules. */
  private static List<String> addressesOfClasses() {
    List<String> addresses =
        Rules.ALL.stream()
            .filter(rule -> rule.over() == Over.CLASS)
            .map(rule -> rule.pattern().replace("{code}/follow-up", "{code}"))
            .filter(pattern -> pattern.endsWith("/{code}"))
            .map(pattern -> pattern.replace("{code}", ""))
            .toList();
    assertThat(addresses).hasSizeGreaterThan(2);
    return addresses;
  }

  @Test
  void withoutASchoolOnesOwnIsMeant() {
    List<Sender> senders = ofTheSecondSchool();
    for (Sender sender : senders) {
      if (!sender.actor.contains("head")) {
        assertThat(
                sender.post("/api/sessions", session("\"class\":\"" + SHARED + '"')).statusCode())
            .as(sender.actor)
            .isEqualTo(201);
      }
      if (!sender.actor.contains("cpe")) {
        assertThat(
                sender.post("/api/surveys", survey("\"class\":\"" + SHARED + "\",")).statusCode())
            .as(sender.actor)
            .isEqualTo(201);
      }
      HttpResponse<String> read = sender.get("/api/classes/" + SHARED + "/follow-up");
      assertThat(JsonPath.<String>read(read.body(), "$.school")).as(sender.actor).isEqualTo(SECOND);
    }
    assertThat(writtenAbout(FIRST, senders)).isZero();
    assertThat(writtenAbout(SECOND, senders)).isPositive();
  }

  /** How many sessions and surveys of a school the log has from these senders. */
  private int writtenAbout(String school, List<Sender> senders) {
    return jdbc.sql(
            """
            select count(*)::int from eventlog.event
            where type in ('delivery.SessionScheduled', 'evaluation.SurveyOpened')
              and metadata::json ->> 'actor' = any (:actors)
              and coalesce(payload::json ->> 'school', left(payload::json ->> 'audience', 8)) = :school
            """)
        .param("actors", senders.stream().map(Sender::actor).toArray(String[]::new))
        .param("school", school)
        .query(Integer.class)
        .single();
  }

  @Test
  void aProgramOfAllSchoolsNamesTheSchoolWhereSeveralUseACode() {
    Visitor program = new Visitor(port);
    String[] token = {"Authorization", "Bearer " + operator};

    HttpResponse<String> unsaid = program.get("/api/classes/" + SHARED + "/follow-up", token);
    assertThat(unsaid.statusCode()).isEqualTo(422);
    assertThat(JsonPath.<String>read(unsaid.body(), "$.errors[0].code"))
        .isEqualTo("followup.class-ambiguous");
    for (String school : List.of(FIRST, SECOND)) {
      HttpResponse<String> said =
          program.get("/api/classes/" + SHARED + "/follow-up?school=" + school, token);
      assertThat(JsonPath.<String>read(said.body(), "$.school")).isEqualTo(school);
    }
    assertThat(
            JsonPath.<String>read(
                program.get("/api/classes/" + WITHDRAWN + "/follow-up", token).body(), "$.school"))
        .as("the only one that is left")
        .isEqualTo(FIRST);
  }

  /** An identifier of nothing, or that is none, is not within anybody's reach. */
  @Test
  void whatIsNotFoundIsNotReached() {
    Visitor head = new Visitor(port);
    head.signIn("demo-coordinator", "demo");
    String csrf = Visitor.csrf(head.page("/account").body());
    for (Rule rule : Rules.ALL) {
      String variable = rule.over().variable(rule.pattern());
      if (variable == null || rule.over() == Over.CLASS || !rule.pattern().startsWith("/api/")) {
        continue;
      }
      for (String id : List.of(UUID.randomUUID().toString(), "none")) {
        HttpResponse<String> answer =
            head.json(
                rule.method(),
                rule.pattern().replaceAll("\\{[^}]+}", id),
                "",
                "X-XSRF-TOKEN",
                csrf,
                "Accept",
                "*/*");
        assertThat(answer.statusCode()).as(rule + " " + id).isIn(403, 404);
        assertThat(answer.body()).as(rule + " " + id).contains("\"access.");
      }
    }
  }

  @Test
  void figuresOfAClassOfOneAreWithheldFromThoseWhoSeeFiguresOnly() {
    Visitor head = new Visitor(port);
    head.signIn("demo-head", "demo");
    String address = "/api/classes/" + TINY + "/follow-up";

    String silent = head.get(address).body();
    assertThat(JsonPath.<List<Boolean>>read(silent, "$.indicators[*].withheld"))
        .hasSizeGreaterThan(4)
        .containsOnly(true);
    assertThat(JsonPath.<List<Object>>read(silent, "$.indicators[*].value")).containsOnlyNulls();
    assertThat(JsonPath.<List<Object>>read(silent, "$.indicators[*].denominator"))
        .containsOnlyNulls();
    assertThat(head.page("/classes/" + TINY).body()).contains("secret statistique");

    assertThat(
            JsonPath.<List<Boolean>>read(
                head.get(address, "Jalons-Reason", "Conseil").body(), "$.indicators[*].withheld"))
        .containsOnly(false);
    assertThat(
            JsonPath.<List<Boolean>>read(
                head.get("/api/classes/" + SHARED + "/follow-up").body(),
                "$.indicators[*].withheld"))
        .contains(false);
    assertThat(
            JsonPath.<List<Boolean>>read(
                new Visitor(port).get(address, "Authorization", "Bearer " + operator).body(),
                "$.indicators[*].withheld"))
        .containsOnly(false);
  }
}
