package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.access.Admission.Answer;
import fr.jalons.demo.DemoDatabase;
import fr.jalons.events.StructureId;
import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint and page, asked by every role, about the own class, another class and another
 * school: on the demonstration's year and a second school with the same classes.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  static final String OTHER_SCHOOL = "0990002Y";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired RosterImports imports;
  @Autowired ReadModels readModels;
  @Autowired Clock clock;
  @Autowired PostgresEventStorageEngine log;
  @Autowired AccessScopes scopes;
  @Autowired ObjectProvider<CommandGate> gates;
  @Autowired Targets targets;
  @Autowired UserDetailsService accounts;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private final List<Place> places = new ArrayList<>();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  /** A class, with one of everything that rules can be over. */
  private record Place(
      String name,
      String school,
      String code,
      String student,
      String need,
      String session,
      String survey) {}

  @BeforeAll
  void schools() throws IOException {
    imports.runAs("system:test", otherSchool(jdbc));
    Visitor program = new Visitor(port);
    String token = token(program);
    String own = person("demo-student");
    places.add(place(program, token, "own", "0990001X", "1CAPPSR", own));
    places.add(
        place(program, token, "other class", "0990001X", "1CAPEPC", anyOf("0990001X:D:1CAPEPC")));
    places.add(
        place(
            program,
            token,
            "other school",
            OTHER_SCHOOL,
            "1CAPPSR",
            anyOf(OTHER_SCHOOL + ":D:1CAPPSR")));
    assertThat(readModels.await(log.head(), Duration.ofSeconds(20))).isTrue();
  }

  /** With the same classes in the same year. */
  static List<RosterFile> otherSchool(JdbcClient jdbc) throws IOException {
    List<RosterFile> files = new ArrayList<>();
    int year = jdbc.sql("select year from demo.written").query(Integer.class).single();
    Charset siecle = Charset.forName("ISO-8859-15");
    for (String name :
        List.of("ElevesSansAdresses.xml", "ResponsablesAvecAdresses.xml", "sts_emp.xml")) {
      Charset charset = name.startsWith("sts") ? StandardCharsets.UTF_8 : siecle;
      String text =
          new ClassPathResource("demo/" + name)
              .getContentAsString(charset)
              .replace("0990001X", OTHER_SCHOOL)
              .replace("@YEAR@", Integer.toString(year))
              .replace("@NEXT@", Integer.toString(year + 1));
      files.add(RosterFile.of(name, text.getBytes(charset)));
    }
    return files;
  }

  static String token(Visitor program) {
    String basic = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
    return JsonPath.read(
        program
            .post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "read write operate"),
                "Authorization",
                "Basic " + basic)
            .body(),
        "$.access_token");
  }

  private Place place(
      Visitor program, String token, String name, String school, String code, String student) {
    return new Place(
        name,
        school,
        code,
        student,
        made(
            program,
            token,
            "/api/students/" + student + "/needs",
            "{\"area\":\"AUTONOMY\",\"description\":\"x\",\"diagnosedOn\":\"2026-09-15\"}"),
        made(
            program,
            token,
            "/api/sessions",
            "{\"title\":\"x\",\"audience\":{\"class\":\"%s\",\"school\":\"%s\"},\"start\":\"2026-09-20T10:00\",\"minutes\":55}"
                .formatted(code, school)),
        made(
            program,
            token,
            "/api/surveys",
            "{\"title\":\"x\",\"audience\":\"STUDENTS\",\"class\":\"%s\",\"school\":\"%s\",\"anonymous\":false,\"questions\":[{\"id\":\"q\",\"text\":\"x\",\"kind\":\"SCALE_1_5\"}],\"closesOn\":\"2099-06-30\"}"
                .formatted(code, school)));
  }

  static String made(Visitor program, String token, String address, String body) {
    HttpResponse<String> answer =
        program.json("POST", address, body, "Authorization", "Bearer " + token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonPath.read(answer.body(), "$.id");
  }

  private String person(String login) {
    return jdbc.sql("select person::text from security.account where login = ?")
        .param(login)
        .query(String.class)
        .single();
  }

  private String anyOf(String structure) {
    return jdbc.sql(
            "select student::text from planning.membership where structure = ? order by student limit 1")
        .param(structure)
        .query(String.class)
        .single();
  }

  @Test
  void everyEndpointAndPageHasARuleAndEveryRuleAnEndpoint() {
    Set<String> mapped =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(UnruledMappings::addresses)
            .filter(address -> !address.endsWith(" /error"))
            .collect(Collectors.toSet());
    mapped.add("GET /login"); // a view without a controller
    assertThat(Rules.ALL.stream().map(Rule::address)).containsExactlyInAnyOrderElementsOf(mapped);
  }

  private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.CLIENT));

  /** Without HTTP, by what the guard goes by: see {@link Admission}. */
  @Test
  void everyForbiddenCellIsRefusedAndEveryOtherIsNot() {
    List<String> wrong = new ArrayList<>();
    int cells = 0;
    for (Role role : PEOPLE) {
      UserDetails account = accounts.loadUserByUsername(login(role));
      SecurityContextHolder.getContext()
          .setAuthentication(
              UsernamePasswordAuthenticationToken.authenticated(
                  account, null, account.getAuthorities()));
      for (Rule rule : asked()) {
        for (Place place : places) {
          Answer told = answer(rule, place, false);
          Answer silent = answer(rule, place, true);
          cells++;
          if (refuses(told) == mayReach(rule, role, place)
              || silent != expectedInSilence(rule, role, told)) {
            wrong.add(
                "%s by %s on %s: %s, in silence %s"
                    .formatted(rule.address(), role, place.name(), told, silent));
          }
        }
      }
    }
    SecurityContextHolder.clearContext();
    assertThat(wrong).isEmpty();
    assertThat(cells).isGreaterThan(3_000);
  }

  /** Null: none of the account's roles may. */
  private @Nullable Answer answer(Rule rule, Place place, boolean silent) {
    AccessScope reach = scopes.as(rule.roles());
    if (reach == null || reach.roles().isEmpty()) {
      return null;
    }
    Targets.Target target =
        targets.target(rule.over(), named(rule, place), place.school(), null, null);
    return Admission.of(
            rule,
            reach,
            rule.method().equals("GET"),
            rule.over().nominative() && targets.isAboutStudents(target),
            () -> silent,
            () -> scopes.as(rule.rolesWithoutReason()),
            some -> targets.covered(target, some))
        .answer();
  }

  private static boolean refuses(@Nullable Answer answer) {
    return answer == null || answer == Answer.OUT_OF_REACH;
  }

  private static @Nullable String named(Rule rule, Place place) {
    return switch (rule.over()) {
      case CLASS -> place.code();
      case STUDENT -> place.student();
      case NEED, RECORD -> place.need();
      case SESSION -> place.session();
      case SURVEY -> place.survey();
      case ERASURE -> UUID.randomUUID().toString();
      case PUBLIC, SIGNED_IN, OWN, INSTALLATION, SCHOOL, NAMES -> null;
    };
  }

  /** Who sees from afar says why, or gets figures where there are some. */
  private static @Nullable Answer expectedInSilence(Rule rule, Role role, @Nullable Answer told) {
    boolean afar = role == Role.HEAD || role == Role.ANALYST || role == Role.ADMINISTRATOR;
    if (refuses(told) || !afar || !rule.method().equals("GET")) {
      return told;
    }
    return switch (rule.over()) {
      case STUDENT, NEED, SESSION, RECORD, NAMES -> Answer.ASK_WHY;
      case CLASS -> Answer.FIGURES;
      default -> told;
    };
  }

  private static List<Rule> asked() {
    return Rules.ALL.stream().filter(rule -> rule.over() != Over.PUBLIC).toList();
  }

  /**
   * Each rule over HTTP: by somebody who has no role for it, by somebody who does not reach what is
   * asked for, and, of what can be read, by everybody who may; no answer shows a stranger.
   */
  @Test
  void everyRuleStandsBeforeItsEndpoint() {
    List<String> wrong = new ArrayList<>();
    Set<String> refused = new TreeSet<>();
    Set<String> outOfReach = new TreeSet<>();
    Set<String> answered = new TreeSet<>();
    for (Role role : PEOPLE) {
      Visitor visitor = signedIn(role);
      String csrf = Visitor.csrf(visitor.page("/account").body());
      List<String> strangers = strangers(role);
      for (Rule rule : asked()) {
        boolean hasRole = rule.roles().contains(role);
        for (Place place : places) {
          boolean may = mayReach(rule, role, place);
          boolean first =
              may
                  ? answered.add(rule.address() + (rule.method().equals("GET") ? role : ""))
                  : (hasRole ? outOfReach : refused).add(rule.address());
          if (!first) {
            continue;
          }
          HttpResponse<String> answer = ask(visitor, csrf, rule, place);
          strangers.stream()
              .filter(answer.body()::contains)
              .filter(stranger -> !stranger.equals(place.student())) // as asked
              .findFirst()
              .ifPresent(
                  stranger ->
                      wrong.add("%s shows %s to %s".formatted(rule.address(), stranger, role)));
          if (isRefused(answer, rule) == may) {
            wrong.add(
                "%s by %s on %s: %d %s"
                    .formatted(
                        rule.address(),
                        role,
                        place.name(),
                        answer.statusCode(),
                        answer.body().lines().limit(1).collect(Collectors.joining())));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(answered).hasSizeGreaterThan(200);
    assertThat(refused).hasSizeGreaterThan(70);
    assertThat(outOfReach).hasSizeGreaterThan(20);
  }

  /** Students that no answer may show to a role, whatever it asks for. */
  private List<String> strangers(Role role) {
    String known =
        switch (role) {
          case ADMINISTRATOR, CLIENT -> "true";
          case HEAD, COORDINATOR, AUDITOR, ANALYST -> "school = '0990001X'";
          case TEACHER, CLASS_LEAD, CPE, PSYEN ->
              "id in (select student from planning.membership where structure in"
                  + " ('0990001X:D:1CAPPSR', '0990001X:D:2CAPPSR'))";
          case STUDENT, GUARDIAN -> "id = '" + person("demo-student") + "'";
          case PARTNER -> "false";
        };
    return jdbc.sql("select id::text from identity.student where not (" + known + ")")
        .query((row, number) -> row.getString(1))
        .list();
  }

  private Visitor signedIn(Role role) {
    Visitor visitor = new Visitor(port);
    assertThat(visitor.signIn(login(role), "demo").headers().firstValue("Location")).hasValue("/");
    return visitor;
  }

  private static String login(Role role) {
    return switch (role) {
      case ADMINISTRATOR -> "demo-admin";
      case CLASS_LEAD -> "demo-lead";
      default -> "demo-" + role.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Some publication of the school of a place; a random one if it has none. */
  private String publication(Place place) {
    return jdbc.sql("select id from publications.publication where school = ? limit 1")
        .param(place.school())
        .query(String.class)
        .optional()
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Some campaign of the school of a place; a random one if it has none. */
  private String campaign(Place place) {
    return jdbc.sql(
            """
            select id from records.record
            where type = 'evaluation.SelfAssessmentStarted' and school = ? limit 1
            """)
        .param(place.school())
        .query(String.class)
        .optional()
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  /** A review of the class of a place; some record of it if it has none. */
  private String sitting(Place place) {
    return jdbc.sql(
            """
            select e.payload ->> 'review' from eventlog.event e
            where e.type = 'evaluation.ReviewScheduled' and e.payload ->> 'structure' = ?
              and not exists (
                select from eventlog.event w
                where w.type like '%.RecordWithdrawn'
                  and w.payload ->> 'record' = e.payload ->> 'review')
            order by e.position limit 1
            """)
        .param(place.school() + ":D:" + place.code())
        .query(String.class)
        .optional()
        .orElseGet(place::need);
  }

  private HttpResponse<String> ask(Visitor visitor, String csrf, Rule rule, Place place) {
    String pattern =
        rule.over() == Over.RECORD
            ? rule.pattern()
                .replaceAll(
                    "\\{\\w+}",
                    rule.pattern().startsWith("/sittings/") ? sitting(place) : place.need())
            : rule.pattern();
    String address =
        pattern
            .replace("{student}", place.student())
            .replace("{need}", place.need())
            .replace("{publication}", publication(place))
            .replace("{campaign}", campaign(place))
            .replace("{session}", place.session())
            .replace("{survey}", place.survey())
            .replace("{code:[A-Z]+}", "CPS")
            .replace("{code}", place.code())
            .replace("{name}", "no-such-model")
            .replace("{client}", "no-such-client")
            .replace("{request}", UUID.randomUUID().toString())
            .replace("{id}", rule.over() == Over.NEED ? place.need() : UUID.randomUUID().toString())
            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    // A class that all reach: of a whole school, figures are for those who reach all of it.
    String query =
        rule.pattern().equals("/api/indicators")
            ? "?class=1CAPPSR"
            : "?school=" + place.school() + "&student=" + place.student();
    if (rule.over() == Over.CLASS) {
      query += "&class=" + place.code();
    }
    if (!rule.query().isEmpty()) {
      query += '&' + rule.query();
    }
    boolean program = rule.pattern().startsWith("/api/");
    return visitor.send(
        rule.method(),
        address + query,
        rule.pattern().equals("/api/rosters")
            ? "multipart/form-data; boundary=x"
            : "application/json",
        rule.method().equals("POST") ? "{}" : "",
        "Accept",
        program ? "*/*" : "text/html",
        "X-XSRF-TOKEN",
        csrf,
        "Jalons-Reason",
        "Contr%C3%B4le");
  }

  /** By the guard, not because a thing asked for is missing, or asks somebody else. */
  private static boolean isRefused(HttpResponse<String> answer, Rule rule) {
    return answer.statusCode() == 403 && !answer.body().contains("ne s’adresse pas à vous")
        || answer.statusCode() == 404
            && (answer.body().contains("access.")
                || !rule.pattern().startsWith("/api/")
                    && !rule.pattern().startsWith("/operations"));
  }

  /** Said once more, in other words than the program's. */
  private static boolean mayReach(Rule rule, Role role, Place place) {
    if (!rule.roles().contains(role)) {
      return false;
    }
    boolean sameSchool = !place.name().equals("other school");
    boolean own = place.name().equals("own");
    return switch (rule.over()) {
      case PUBLIC, SIGNED_IN, OWN, SCHOOL, NAMES -> true;
      case INSTALLATION -> role == Role.ADMINISTRATOR;
      case ERASURE -> false; // there is none of the identifier that is asked for
      case SURVEY ->
          switch (role) {
            case ADMINISTRATOR -> true;
            case HEAD, COORDINATOR, AUDITOR, ANALYST, STUDENT, GUARDIAN -> sameSchool;
            case TEACHER, CLASS_LEAD, CPE, PSYEN -> own;
            case PARTNER, CLIENT -> false;
          };
      case CLASS, STUDENT, NEED, SESSION, RECORD ->
          switch (role) {
            case ADMINISTRATOR -> true;
            case HEAD, COORDINATOR, AUDITOR, ANALYST -> sameSchool;
            case TEACHER, CLASS_LEAD, CPE, PSYEN, STUDENT, GUARDIAN -> own;
            case PARTNER, CLIENT -> false;
          };
    };
  }

  @Test
  void whoSeesFromAfarMustSayWhyAndSeesFiguresWithout() {
    Visitor head = signedIn(Role.HEAD);
    String file = "/api/students/" + places.getFirst().student() + "/follow-up";

    HttpResponse<String> silent = head.get(file);
    assertThat(silent.statusCode()).isEqualTo(403);
    assertThat(JsonPath.<String>read(silent.body(), "$.errors[0].code"))
        .isEqualTo("access.reason-needed");
    assertThat(head.get(file, "Jalons-Reason", "Conseil%20de%20classe").statusCode())
        .isEqualTo(200);

    String figures = "/api/classes/1CAPPSR/follow-up?school=0990001X";
    assertThat(JsonPath.<List<?>>read(head.get(figures).body(), "$.students")).isEmpty();
    assertThat(JsonPath.<List<?>>read(head.get(figures).body(), "$.indicators")).isNotEmpty();
    assertThat(JsonPath.<List<?>>read(head.get(figures, "Jalons-Reason", "x").body(), "$.students"))
        .hasSize(14);
  }

  /** What is refused has no other effect, such as the end of the demonstration. */
  @Test
  void whoMayIsAskedBeforeAllOtherGates() {
    assertThat(gates.orderedStream().findFirst()).containsInstanceOf(CommandRules.class);
    assertThat(gates.stream()).hasSizeGreaterThan(1);
  }

  @Test
  void aPageAsksWhyOnce() {
    Visitor head = signedIn(Role.HEAD);
    String page = "/students/" + places.getFirst().student();

    HttpResponse<String> asked = head.page(page);
    assertThat(asked.headers().firstValue("Location")).hasValue("/reasons?address=" + page);
    String csrf = Visitor.csrf(head.page("/reasons?address=" + page).body());
    head.post("/reasons", Map.of("address", page, "reason", "Conseil de classe", "_csrf", csrf));
    assertThat(head.page(page).statusCode()).isEqualTo(200);
    assertThat(head.page(page + "/history").statusCode()).isEqualTo(200);
    assertThat(head.page("/students/" + places.get(1).student()).statusCode()).isEqualTo(302);
  }

  @Test
  void aReasonForOneClassIsNoneForAnotherThatAParameterNames() {
    Visitor head = signedIn(Role.HEAD);
    String page = "/sessions?class=1CAPPSR&school=0990001X";

    HttpResponse<String> asked = head.page(page);
    String location = asked.headers().firstValue("Location").orElseThrow();
    assertThat(location)
        .isEqualTo("/reasons?address=/sessions?class%3D1CAPPSR%26school%3D0990001X");
    String csrf = Visitor.csrf(head.page(location).body());
    HttpResponse<String> stated =
        head.post("/reasons", Map.of("address", page, "reason", "Conseil", "_csrf", csrf));
    assertThat(stated.headers().firstValue("Location").orElse("")).endsWith(page);
    assertThat(head.page(page).statusCode()).isEqualTo(200);
    assertThat(head.page(page.replace("1CAPPSR", "2CAPPSR")).statusCode()).isEqualTo(302);
  }

  @Test
  void listsShowWhatIsWithinReach() {
    assertThat(names(signedIn(Role.TEACHER), "/api/classes", "$[*].code"))
        .containsExactlyInAnyOrder("1CAPPSR", "2CAPPSR");
    assertThat(names(signedIn(Role.CPE), "/api/classes", "$[*].code")).containsExactly("1CAPPSR");
    assertThat(names(signedIn(Role.TEACHER), "/api/students", "$[*].class"))
        .isNotEmpty()
        .containsOnly("1CAPPSR", "2CAPPSR");
    assertThat(names(signedIn(Role.COORDINATOR), "/api/students", "$[*].id"))
        .hasSize(registered("0990001X"));
    assertThat(names(signedIn(Role.ADMINISTRATOR), "/api/students", "$[*].id"))
        .hasSize(registered("%"));
    assertThat(names(signedIn(Role.TEACHER), "/api/sessions?class=1CAPEPC", "$[*].id")).isEmpty();
  }

  private static List<String> names(Visitor visitor, String address, String path) {
    return JsonPath.read(visitor.get(address, "Jalons-Reason", "x").body(), path);
  }

  /** The first lock taken out: no rule is asked, and the database shows no more than before. */
  @Test
  void withoutTheFirstLockTheSecondStillHolds() {
    AccessScope teacher =
        new AccessScope(
            Set.of(Role.TEACHER),
            new fr.jalons.events.SchoolId("0990001X"),
            null,
            Set.of(),
            Set.of(new StructureId("0990001X:D:1CAPPSR")),
            false);
    RowScope.enter(RowScope.of(teacher, LocalDate.now(clock)));
    try {
      for (String table :
          List.of(
              "identity.student",
              "followup.aspect",
              "identity.guardianship",
              "identity.guardian",
              "delivery.attendance")) {
        assertThat(count(table)).as(table).isPositive();
      }
      assertThat(jdbc.sql("select id::text from identity.student").query(String.class).list())
          .hasSize(14)
          .contains(places.get(0).student())
          .doesNotContain(places.get(1).student(), places.get(2).student());
      assertThat(count("(select distinct student from followup.aspect where kind = 'student') s"))
          .isEqualTo(14);
      assertThat(
              jdbc.sql("select distinct school from identity.teacher").query(String.class).list())
          .containsExactly("0990001X");
      assertThatThrownBy(() -> jdbc.sql("delete from identity.student").update())
          .isInstanceOf(DataAccessException.class);
    } finally {
      RowScope.leave();
    }
    assertThat(count("identity.student"))
        .as("the program itself sees all")
        .isEqualTo(registered("%"));
    assertThat(jdbc.sql("select current_user").query(String.class).single())
        .isNotEqualTo("jalons_person");
  }

  /** How many students schools have ever had, as the log says. */
  private int registered(String school) {
    return count(
        "eventlog.event where type = 'planning.StudentRegistered' and payload ->> 'school' like '%s'"
            .formatted(school));
  }

  private int count(String table) {
    return jdbc.sql("select count(*)::int from " + table).query(Integer.class).single();
  }

  @Test
  void oneAnswersASurveyInOnesOwnNameOnly() {
    Visitor student = signedIn(Role.STUDENT);
    String csrf = Visitor.csrf(student.page("/account").body());
    String address = "/api/surveys/" + places.getFirst().survey() + "/answers";

    HttpResponse<String> inAnothersName =
        student.json(
            "POST",
            address,
            "{\"respondentId\":\"" + anotherOf("0990001X:D:1CAPPSR") + "\",\"answers\":{\"q\":4}}",
            "X-XSRF-TOKEN",
            csrf);
    assertThat(inAnothersName.statusCode()).isEqualTo(403);
    assertThat(JsonPath.<String>read(inAnothersName.body(), "$.errors[0].field"))
        .isEqualTo("respondentId");
    assertThat(
            student
                .json(
                    "POST",
                    address,
                    "{\"respondentId\":\"" + person("demo-student") + "\",\"answers\":{\"q\":4}}",
                    "X-XSRF-TOKEN",
                    csrf)
                .statusCode())
        .isEqualTo(204);
  }

  private String anotherOf(String structure) {
    return jdbc.sql(
            "select student::text from planning.membership where structure = ? and student <> ?::uuid limit 1")
        .params(structure, person("demo-student"))
        .query(String.class)
        .single();
  }
}
