package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.marks.Role;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.security.OnPrograms;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

/** What a table of one role and one address at a time does not show: ways around it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysAroundTest {
  private static final String SCHOOL = "0990001X";
  private static final String NEED =
      "{\"area\":\"AUTONOMY\",\"description\":\"x\",\"diagnosedOn\":\"2026-09-15\"}";

  @LocalServerPort int port;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource dataSource;
  @Autowired RosterImports imports;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeAll
  void anotherSchool() throws IOException {
    imports.runAs("system:test", AccessTest.otherSchool(jdbc));
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aHeadWhoTeachesNeedsNoReasonForHisOwnStudentsAndOneForAllOthers() {
    Visitor head = signedIn("head-teacher", "{head,teacher}", SCHOOL, person("demo-teacher"), "{}");
    String other = "/api/students/" + memberOf("0990001X:D:1CAPEPC") + "/follow-up";

    assertThat(head.get("/api/students/" + person("demo-student") + "/follow-up").statusCode())
        .isEqualTo(200);
    assertThat(head.get(other).statusCode()).isEqualTo(403);
    assertThat(code(head.get(other))).isEqualTo("access.reason-needed");
    assertThat(head.get(other, "Jalons-Reason", "x").statusCode()).isEqualTo(200);
    assertThat(JsonPath.<List<?>>read(head.get("/api/students").body(), "$")).hasSize(28);
    assertThat(JsonPath.<List<?>>read(head.get("/api/students", "Jalons-Reason", "x").body(), "$"))
        .hasSize(
            jdbc.sql("select count(*)::int from identity.student where school = ?")
                .param(SCHOOL)
                .query(Integer.class)
                .single());
  }

  @Test
  void whoeverAlsoTeachesWritesInTheFilesOfHisOwnStudentsOnly() {
    for (String role : List.of("auditor", "analyst", "head", "administrator")) {
      Visitor visitor =
          signedIn(
              role + "-writes",
              "{" + role + ",teacher}",
              role.equals("administrator") ? null : SCHOOL,
              person("demo-teacher"),
              "{}");

      assertThat(postNeed(visitor, person("demo-student")).statusCode()).as(role).isEqualTo(201);
      for (String foreign : List.of("0990001X:D:1CAPEPC", AccessTest.OTHER_SCHOOL + ":D:1CAPPSR")) {
        assertThat(postNeed(visitor, memberOf(foreign)).statusCode())
            .as(role + " " + foreign)
            .isEqualTo(404);
      }
    }
  }

  @Test
  void classesInAnAccountMeanNothingToFamiliesTeachersAndPartners() {
    String other = memberOf("0990001X:D:1CAPEPC");
    for (String role : List.of("guardian", "student", "teacher", "partner")) {
      Visitor visitor = signedIn(role + "-of-class", "{" + role + "}", SCHOOL, null, "{1CAPEPC}");
      assertThat(visitor.get("/api/students/" + other + "/follow-up").statusCode())
          .as(role)
          .isIn(403, 404);
    }
  }

  @Test
  void aPsychologistWithoutClassesReachesNobody() {
    Visitor psychologist = signedIn("psyen-nowhere", "{psyen}", SCHOOL, null, "{}");
    assertThat(psychologist.get("/api/students").body()).isEqualTo("[]");
    assertThat(
            psychologist.get("/api/students/" + person("demo-student") + "/follow-up").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReasonStatedInAFormOpensNoFileOverTheApi() {
    Visitor head = signedIn("head-form", "{head}", SCHOOL, null, "{}");
    String file = "/api/students/" + person("demo-student") + "/follow-up";
    String csrf = Visitor.csrf(head.page("/reasons?address=" + file).body());
    head.post("/reasons", Map.of("address", file, "reason", "Conseil", "_csrf", csrf));

    assertThat(head.get(file).statusCode()).isEqualTo(403);
    assertThat(
            head.get("/api/students/" + memberOf("0990001X:D:1CAPEPC") + "/follow-up").statusCode())
        .isEqualTo(403);
  }

  @Test
  void anAdministratorOfOneSchoolHasNoStudentOfAnotherErased() {
    Visitor administrator = signedIn("admin-school", "{administrator}", SCHOOL, null, "{}");
    String csrf = Visitor.csrf(administrator.page("/account").body());
    String foreign = memberOf(AccessTest.OTHER_SCHOOL + ":D:1CAPPSR");
    String own = memberOf("0990001X:D:1CAPEPC");

    assertThat(askErasure(administrator, foreign, csrf)).isEqualTo(404);
    assertThat(askErasure(administrator, own, csrf)).isEqualTo(302);
    assertThat(jdbc.sql("select distinct school from privacy.request").query(String.class).list())
        .containsExactly(SCHOOL);
  }

  @Test
  void anAdministratorOfOneSchoolDoesNotLearnWhatAnImportOfAnotherWouldDo() {
    Visitor administrator = signedIn("admin-dry", "{administrator}", SCHOOL, null, "{}");
    String csrf = Visitor.csrf(administrator.page("/account").body());
    String before =
        jdbc.sql("select count(*)::text from identity.staged").query(String.class).single();

    HttpResponse<String> foreign = dryRun(administrator, AccessTest.OTHER_SCHOOL, csrf);

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(code(foreign)).isEqualTo("access.out-of-reach");
    assertThat(dryRun(administrator, SCHOOL, csrf).statusCode()).isEqualTo(200);
    assertThat(jdbc.sql("select count(*)::text from identity.staged").query(String.class).single())
        .isEqualTo(before);
  }

  /** A pupils' file without any known student. */
  private HttpResponse<String> dryRun(Visitor visitor, String school, String csrf) {
    int year = jdbc.sql("select year from demo.written").query(Integer.class).single() + 1;
    String file =
        """
        <BEE_ELEVES><PARAMETRES><UAJ>%s</UAJ><ANNEE_SCOLAIRE>%d</ANNEE_SCOLAIRE></PARAMETRES>
        <DONNEES><ELEVES><ELEVE ELEVE_ID="1"><NOM_DE_FAMILLE>X</NOM_DE_FAMILLE><PRENOM>Y</PRENOM>
        <DATE_NAISS>01/02/2010</DATE_NAISS></ELEVE></ELEVES></DONNEES></BEE_ELEVES>
        """
            .formatted(school, year);
    return visitor.send(
        "POST",
        "/api/rosters?dryRun=true",
        "multipart/form-data; boundary=x",
        """
        --x\r
        Content-Disposition: form-data; name="files"; filename="eleves.xml"\r
        \r
        %s\r
        --x--\r
        """
            .formatted(file),
        "X-XSRF-TOKEN",
        csrf);
  }

  private static int askErasure(Visitor visitor, String student, String csrf) {
    return visitor
        .post("/erasures", Map.of("student", student, "reason", "Demande", "_csrf", csrf))
        .statusCode();
  }

  @Test
  void aClassIsThatOfOnesOwnSchoolWhereverElseItsCodeIsUsed() {
    Visitor teacher = signedIn("teacher-code", "{teacher}", SCHOOL, person("demo-teacher"), "{}");
    assertThat(teacher.page("/classes/1CAPPSR").statusCode()).isEqualTo(200);
    HttpResponse<String> answer = teacher.get("/api/classes/1CAPPSR/follow-up");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<String>read(answer.body(), "$.school")).isEqualTo(SCHOOL);
  }

  @Test
  void ofAClassInThePastOnlyThoseStillWithinReachAreShown() {
    String gone = memberOf("0990001X:D:2CAPPSR");
    jdbc.sql("update planning.membership set until = \"from\" + 1 where student = ?::uuid")
        .param(gone)
        .update();
    String past = "/api/classes/2CAPPSR/follow-up?asOf=" + log.head();
    Visitor teacher = signedIn("teacher-past", "{teacher}", SCHOOL, person("demo-teacher"), "{}");
    Visitor auditor = signedIn("auditor-past", "{auditor}", SCHOOL, null, "{}");

    assertThat(auditor.get(past).body()).contains(gone);
    assertThat(teacher.get(past).statusCode()).isEqualTo(200);
    assertThat(teacher.get(past).body()).doesNotContain(gone);
    assertThat(JsonPath.<List<?>>read(teacher.get(past).body(), "$.students")).hasSize(13);
  }

  @Test
  void aSurveyOfAnotherClassIsNeitherListedNorReadNorClosed() {
    Visitor program = new Visitor(port);
    String token = AccessTest.token(program);
    String own = survey(program, token, "1CAPPSR");
    String other = survey(program, token, "1CAPEPC");
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
    Visitor lead = signedIn("lead-survey", "{class_lead}", SCHOOL, person("demo-lead"), "{}");
    String csrf = Visitor.csrf(lead.page("/account").body());

    assertThat(lead.get("/api/surveys").body()).contains(own).doesNotContain(other);
    assertThat(
            signedIn("student-survey", "{student}", SCHOOL, person("demo-student"), "{}")
                .get("/api/surveys")
                .body())
        .contains(own)
        .doesNotContain(other);
    assertThat(lead.get("/api/surveys/" + own + "/results").statusCode()).isEqualTo(200);
    assertThat(lead.get("/api/surveys/" + other + "/results").statusCode()).isEqualTo(404);
    assertThat(close(lead, other, csrf)).isEqualTo(404);
    assertThat(close(lead, own, csrf)).isEqualTo(204);
  }

  private static int close(Visitor visitor, String survey, String csrf) {
    return visitor
        .json("POST", "/api/surveys/" + survey + "/closure", "", "X-XSRF-TOKEN", csrf)
        .statusCode();
  }

  private static String survey(Visitor program, String token, String code) {
    return AccessTest.made(
        program,
        token,
        "/api/surveys",
        "{\"title\":\"x\",\"audience\":\"STUDENTS\",\"class\":\"%s\",\"school\":\"%s\",\"anonymous\":false,\"questions\":[{\"id\":\"q\",\"text\":\"x\",\"kind\":\"SCALE_1_5\"}],\"closesOn\":\"2099-06-30\"}"
            .formatted(code, SCHOOL));
  }

  @Test
  void aFamilysHistoryNamesNoClassmate() {
    String child = person("demo-student");
    List<String> classmates =
        jdbc.sql("select id::text from identity.student where id <> ?::uuid")
            .param(child)
            .query((row, number) -> row.getString(1))
            .list();
    for (String role : List.of("student", "guardian")) {
      Visitor family =
          signedIn(role + "-history", "{" + role + "}", SCHOOL, person("demo-" + role), "{}");
      for (String address :
          List.of("/api/students/" + child + "/history", "/students/" + child + "/history")) {
        String history = family.get(address, "Accept", "*/*").body();
        assertThat(history).contains(child);
        assertThat(classmates).as(address).noneMatch(history::contains);
      }
    }
    Visitor auditor = signedIn("auditor-history", "{auditor}", SCHOOL, null, "{}");
    String whole = auditor.get("/api/students/" + child + "/history").body();
    assertThat(classmates).as("an auditor sees what was recorded").anyMatch(whole::contains);
  }

  /** A connection given back in the middle of a transaction, whose end undoes settings. */
  @Test
  void noConnectionGoesBackToThePoolInSomebodysName() throws SQLException {
    AccessScope teacher =
        new AccessScope(
            Set.of(Role.TEACHER),
            new SchoolId(SCHOOL),
            null,
            Set.of(),
            Set.of(new StructureId("0990001X:D:1CAPPSR")),
            false);
    for (int times = 0; times < 20; times++) {
      RowScope.enter(RowScope.of(teacher, LocalDate.now(clock)));
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
          statement.execute("select count(*) from identity.student");
        }
      } finally {
        RowScope.leave();
      }
      assertThat(jdbc.sql("select current_user").query(String.class).single())
          .isNotEqualTo("jalons_person");
    }
  }

  /** An import in the browser has to find guardians again who have no child there meanwhile. */
  @Test
  void aGuardianWithoutAChildIsSeenByTheAdministratorOfTheirSchoolOnly() {
    UUID guardian = UUID.randomUUID();
    jdbc.sql(
            "insert into identity.guardian (id, school, external_id, family_name, first_name) values (?, ?, ?, 'SEUL', 'Ange')")
        .params(guardian, SCHOOL, guardian.toString())
        .update();
    try {
      assertThat(seen(guardian, Role.ADMINISTRATOR, SCHOOL, true)).isEqualTo(1);
      assertThat(seen(guardian, Role.TEACHER, SCHOOL, false)).isZero();
      assertThat(seen(guardian, Role.ADMINISTRATOR, "0888888Z", true)).isZero();
    } finally {
      jdbc.sql("delete from identity.guardian where id = ?").param(guardian).update();
    }
  }

  private int seen(UUID guardian, Role role, String school, boolean whole) {
    AccessScope scope =
        new AccessScope(Set.of(role), new SchoolId(school), null, Set.of(), Set.of(), whole);
    RowScope.enter(RowScope.of(scope, LocalDate.now(clock)));
    try {
      return jdbc.sql("select count(*)::int from identity.guardian where id = ?")
          .param(guardian)
          .query(Integer.class)
          .single();
    } finally {
      RowScope.leave();
    }
  }

  /** A table that is new has to be thought about: a policy, or a line here. */
  @Test
  void everyTableThatAPersonsRequestCanReadHasARowPolicyOrHoldsNoNames() {
    assertThat(
            jdbc.sql(
                    """
                    select format('%s.%s', n.nspname, c.relname)
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind = 'r' and not c.relrowsecurity
                      and c.relname <> 'flyway_schema_history'
                      and n.nspname not in ('pg_catalog', 'information_schema')
                      and has_schema_privilege('jalons_person', n.oid, 'usage')
                      and has_table_privilege('jalons_person', c.oid, 'select')
                    """)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder(
            "eventlog.event",
            "eventlog.event_tag",
            "eventlog.token",
            "eventlog.operation",
            "eventlog.node",
            "eventlog.parked_event",
            "eventlog.signing_key",
            "identity.school",
            "identity.erased",
            "identity.refolding",
            "followup.fold",
            "planning.membership",
            "planning.assignment",
            "evaluation.framework",
            "privacy.carried_out",
            "privacy.notice",
            "privacy.obstacle");
  }

  private HttpResponse<String> postNeed(Visitor visitor, String student) {
    return visitor.json(
        "POST",
        "/api/students/" + student + "/needs",
        NEED,
        "X-XSRF-TOKEN",
        Visitor.csrf(visitor.page("/account").body()));
  }

  @Test
  void aProgramOfOneSchoolSeesNothingOfAGuardiansChildAtAnother() {
    String guardian = person("demo-guardian");
    String here = person("demo-student");
    String there = memberOf(AccessTest.OTHER_SCHOOL + ":D:1CAPPSR");
    jdbc.sql(
            "insert into identity.guardianship (student, guardian, rank) values (?::uuid, ?::uuid, 2)")
        .params(there, guardian)
        .update();
    Visitor person = signedIn("guardian-of-two", "{guardian}", null, guardian, "{}");
    String operator = AccessTest.token(new Visitor(port));
    String everywhere = OnPrograms.registered(port, operator, "of-all-schools", null);
    String local = OnPrograms.registered(port, operator, "of-one-school", SCHOOL);

    assertThat(statuses(OnPrograms.tokenOf(port, person, everywhere, "read"), here, there))
        .containsExactly(200, 200);
    assertThat(statuses(OnPrograms.tokenOf(port, person, local, "read"), here, there))
        .containsExactly(200, 404);
  }

  private List<Integer> statuses(String token, String... students) {
    return Arrays.stream(students)
        .map(
            student ->
                new Visitor(port)
                    .get(
                        "/api/students/" + student + "/follow-up",
                        "Authorization",
                        "Bearer " + token)
                    .statusCode())
        .toList();
  }

  private Visitor signedIn(
      String login,
      String roles,
      @Nullable String school,
      @Nullable String person,
      String classes) {
    jdbc.sql(
            """
            insert into security.account (id, login, password_hash, roles, school, person, classes, demo)
            select :login, :login, password_hash, :roles::text[], :school, :person::uuid, :classes::text[], false
            from security.account where login = 'demo-head'
            """)
        .param("login", login)
        .param("roles", roles)
        .param("school", school)
        .param("person", person)
        .param("classes", classes)
        .update();
    Visitor visitor = new Visitor(port);
    assertThat(visitor.signIn(login, "demo").headers().firstValue("Location")).hasValue("/");
    return visitor;
  }

  private static String code(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.errors[0].code");
  }

  private String person(String login) {
    return jdbc.sql("select person::text from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  /** Not the demonstration's own student. */
  private String memberOf(String structure) {
    return jdbc.sql(
            """
            select student::text from planning.membership
            where structure = ? and student <> ?::uuid and coalesce(until, 'infinity') > now()
            order by student limit 1
            """)
        .params(structure, person("demo-student"))
        .query(String.class)
        .single();
  }
}
