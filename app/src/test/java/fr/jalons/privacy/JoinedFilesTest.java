package fr.jalons.privacy;

import static fr.jalons.privacy.JoinedSchool.JOINED;
import static fr.jalons.privacy.JoinedSchool.KEPT;
import static fr.jalons.privacy.JoinedSchool.MARK;
import static fr.jalons.privacy.JoinedSchool.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.readmodels.Rebuilds;
import fr.jalons.platform.slices.ReadModel;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Telling;
import fr.jalons.time.SchoolClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One pupil has two files, and another, of whom the same is recorded, has one. The two are joined
 * and separated; while they are joined, they are what the single one is. At the end the person is
 * erased, and the files of the database are searched byte by byte.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "jalons.demo=false",
      "jalons.suppression.k=1",
      "jalons.client.id=secretary",
      "jalons.client.secret=secret",
      "jalons.admin.user=second",
      "jalons.admin.password=second-password"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class JoinedFilesTest {
  private static final Path HOME = home();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final SchoolId SCHOOL = new SchoolId("0990001X");

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired ReadModels readModels;
  @Autowired Rebuilds rebuilds;
  @Autowired Operations operations;
  @Autowired PostgresEventStorageEngine log;
  @Autowired Erasures erasures;
  @Autowired Telling telling;
  @Autowired Commands commands;
  @Autowired RosterImports imports;
  @Autowired SchoolClock clock;

  private final Disk disk = new Disk(HOME);
  private Caller secretary;
  private Caller second;
  private String kept = "";
  private String joined = "";
  private String single = "";
  private String other = "";
  private String mother = "";
  private String motherAgain = "";
  private String session = "";
  private String needOfJoined = "";
  private Map<String, Set<String>> before = Map.of();
  private String people = "";
  private long end;
  private String stored = "";

  private static Path home() {
    try {
      return Files.createTempDirectory("jalons-joined").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void ownDatabase(DynamicPropertyRegistry properties) {
    properties.add("jalons.data", HOME::toString);
  }

  @BeforeAll
  void write() {
    secretary = Caller.program(port, "secretary", "secret");
    second = Caller.person(port, "second", "second-password");
    clock.at(Instant.parse("2025-09-01T05:45:00Z"), () -> importNow(JoinedSchool.files()));
    kept = student(KEPT);
    joined = student(JOINED);
    single = student(SINGLE);
    other = student("4");
    mother = guardian("2001");
    motherAgain = guardian("2002");
    tellStories();
    account("kept-student", "student", kept);
    account("joined-student", "student", joined);
    account("joined-mother", "guardian", motherAgain);
    account("teacher", "teacher", teacher());
    recordOfAll(kept, joined);
    recordOfAll(single, single);
    rolls();
    theNextListHasOneOfThemOnly();
    caughtUp();
    before = tables();
    people = identities();
    end = log.head();
    stored = log(end);
  }

  private void importNow(List<String> files) {
    imports.runAs(
        "system:test",
        files.stream()
            .map(file -> RosterFile.of("file", file.getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private String student(String number) {
    return jdbc.queryForObject(
        "select id::text from identity.student where external_id = ?", String.class, number);
  }

  private String guardian(String number) {
    return jdbc.queryForObject(
        "select id::text from identity.guardian where external_id = ?", String.class, number);
  }

  private String teacher() {
    return jdbc.queryForObject("select id::text from identity.teacher", String.class);
  }

  private void account(String login, String role, String person) {
    jdbc.update(
        """
        insert into security.account (id, login, password_hash, roles, school, person, classes, demo)
        select ?, ?, password_hash, array[?], ?, ?::uuid, '{}', false
        from security.account where login = 'second'
        """,
        login,
        login,
        role,
        SCHOOL.uai(),
        person);
  }

  /** A year of all features, about both files, so that there is something in every table. */
  private void tellStories() {
    List<StudentId> members =
        List.of(StudentId.of(kept), StudentId.of(joined), StudentId.of(other));
    List<TeacherId> teachers = List.of(TeacherId.of(teacher()));
    Team group =
        new Team(
            StructureId.of(SCHOOL, StructureId.Kind.GROUP, "SOLO"), members, teachers, List.of());
    Team division =
        new Team(
            StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP"),
            members,
            teachers,
            List.of(group));
    telling.tell(
        new SchoolYear(SCHOOL, 2025, clock.getZone(), List.of(division)),
        Instant.parse("2026-08-01T00:00:00Z"),
        given -> {
          if (!(given.command() instanceof RequestErasure)) {
            clock.at(given.at(), () -> commands.sendAs(given.actor(), given.command()));
          }
        });
  }

  /** The same of each, half of it under the second identifier. */
  private void recordOfAll(String one, String two) {
    secretary.create(
        "/api/students/" + one + "/needs",
        "{'area':'EXAM','description':'%sFirst','diagnosedOn':'2025-09-15'}".formatted(MARK));
    String need =
        secretary.create(
            "/api/students/" + two + "/needs",
            "{'area':'AUTONOMY','description':'%sSecond','diagnosedOn':'2025-09-16'}"
                .formatted(MARK));
    needOfJoined = two.equals(joined) ? need : needOfJoined;
    for (String discipline : List.of("Français", "Mathématiques")) {
      secretary.create(
          "/api/students/" + (discipline.startsWith("F") ? one : two) + "/assessments",
          "{'framework':'CPS','competency':'CPS-C1.2','level':2,'context':'AP','discipline':'%s','observedOn':'2025-10-10'}"
              .formatted(discipline));
    }
  }

  /** So the other has left, though the person is there. */
  private void theNextListHasOneOfThemOnly() {
    clock.at(
        Instant.parse("2025-12-01T07:00:00Z"),
        () -> importNow(List.of(JoinedSchool.students("01/12/2025", true, false))));
  }

  /** Of two lines of one roll, the kept one's counts. */
  private void rolls() {
    session =
        secretary.create(
            "/api/sessions",
            "{'title':'Ensemble','audience':{'class':'1CAP'},'start':'2025-10-06T10:00','minutes':55}");
    ok(
        secretary.post(
            "/api/sessions/" + session + "/held",
            """
            {'attendance':[{'studentId':'%s','status':'PRESENT'},{'studentId':'%s','status':'UNEXCUSED'},
              {'studentId':'%s','status':'PRESENT'},{'studentId':'%s','status':'UNEXCUSED'}],'summary':'Tous'}
            """
                .formatted(kept, joined, single, other)));
  }

  /**
   * Every row of every read model that the log determines, without places in the log. Who has left
   * is known to have left since the joining, which delays the end of what is kept of them.
   */
  private Map<String, Set<String>> tables() {
    Map<String, Set<String>> all = new TreeMap<>();
    for (ReadModel model : readModels.all()) {
      for (String table : model.tables()) {
        String name = model.schema() + "." + table;
        all.put(
            name,
            new TreeSet<>(
                jdbc.queryForList(
                    "select (to_jsonb(t) - 'position' - 'since' - 'folded_to' - 'known_on')::text from "
                        + name
                        + " t",
                    String.class)));
      }
    }
    return all;
  }

  private String identities() {
    return jdbc.queryForObject(
        """
        select jsonb_build_array(
          (select jsonb_agg(to_jsonb(s) order by s.id) from identity.student s),
          (select jsonb_agg(to_jsonb(g) order by g.id) from identity.guardian g),
          (select jsonb_agg(to_jsonb(l) order by l.guardian, l.student) from identity.guardianship l))::text
        """,
        String.class);
  }

  private String log(long upTo) {
    return jdbc.queryForObject(
        "select md5(string_agg(position || id::text || payload::text || metadata::text || encode(hash, 'hex'), '' order by position)) from eventlog.event where position <= ?",
        String.class,
        upTo);
  }

  private void caughtUp() {
    assertThat(readModels.await(log.head(), LONG)).isTrue();
  }

  private void shown() {
    caughtUp();
    await()
        .atMost(LONG)
        .until(
            () ->
                Boolean.FALSE.equals(
                    jdbc.queryForObject(
                        "select exists (select from identity.refolding)", Boolean.class)));
  }

  private void rebuilt() {
    Operation operation = rebuilds.start(Rebuilds.ALL);
    await()
        .atMost(LONG)
        .until(
            () ->
                operations.find(Operation.Kind.REBUILD, operation.id()).state()
                    == Operation.State.DONE);
  }

  private HttpResponse<String> join(String one, String two) {
    return secretary.post("/api/students/" + one + "/joining", "{'joined':'%s'}".formatted(two));
  }

  private HttpResponse<String> separate(String one, String two) {
    return secretary.post("/api/students/" + one + "/separation", "{'joined':'%s'}".formatted(two));
  }

  private static void ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static void refused(HttpResponse<String> answer, int status, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(why);
  }

  @Test
  @Order(1)
  void whatCannotBeJoinedIsRefused() {
    refused(join(UUID.randomUUID().toString(), joined), 404, "");
    refused(join(kept, UUID.randomUUID().toString()), 404, "n’existe pas");
    refused(join(kept, kept), 400, "le même dossier");
    refused(separate(kept, joined), 409, "ne sont pas réunis");
    refused(
        secretary.post("/api/students/" + kept + "/joining", "{}"), 400, "\"field\":\"joined\"");
    assertThat(joinings()).isZero();
  }

  @Test
  @Order(2)
  void whatBothHoldIsToldBeforehand() {
    String told = secretary.get("/api/students/" + kept + "/joining?joined=" + joined).body();

    assertThat(JsonPath.<String>read(told, "$.kept.number")).isEqualTo(KEPT);
    assertThat(JsonPath.<String>read(told, "$.joined.number")).isEqualTo(JOINED);
    assertThat(JsonPath.<Integer>read(told, "$.joined.events")).isPositive();
    assertThat(JsonPath.<Boolean>read(told, "$.joined.account")).isTrue();
    assertThat(
            second.page("/rosters/files?q=" + MARK + "&first=" + kept + "&joined=" + joined).body())
        .contains(KEPT, JOINED, "Réunir ces deux dossiers");
    assertThat(joinings()).isZero();
  }

  private Long joinings() {
    return jdbc.queryForObject(
        "select count(*) from eventlog.event_tag where tag = 'register:joinings'", Long.class);
  }

  @Test
  @Order(3)
  void joinedAndSeparatedEveryRowIsAsBefore() {
    ok(join(kept, joined));
    shown();
    assertThat(tables()).isNotEqualTo(before);
    nothingNamesTheJoinedFile();
    ok(separate(kept, joined));
    ok(separate(kept, joined)); // said twice, done once
    shown();

    assertThat(joinings()).isEqualTo(2);
    assertThat(identities()).isEqualTo(people);
    assertThat(before.keySet()).hasSizeGreaterThan(15);
    same(tables(), before);
    assertThat(log(end)).isEqualTo(stored);
  }

  /** Who looks meanwhile is one row more. */
  private static void same(Map<String, Set<String>> now, Map<String, Set<String>> then) {
    then.forEach(
        (table, rows) -> {
          Set<String> found = now.getOrDefault(table, Set.of());
          Set<String> gone = new TreeSet<>(rows);
          gone.removeAll(found);
          assertThat(gone).as("gone from " + table).isEmpty();
          Set<String> come = new TreeSet<>(found);
          come.removeAll(rows);
          if (!table.equals("consultation.look")) {
            assertThat(come).as("new in " + table).isEmpty();
          }
        });
  }

  /** But for texts, whose seal says under which identifier. */
  private void nothingNamesTheJoinedFile() {
    tables()
        .forEach(
            (table, rows) ->
                assertThat(
                        rows.stream()
                            .map(row -> row.replaceAll("sealed:[^\"]*", ""))
                            .filter(row -> row.contains(joined)))
                    .as(table)
                    .isEmpty());
  }

  @Test
  @Order(4)
  void joinedTheyAreWhatTheSingleFileIs() {
    ok(join(kept, joined));
    ok(join(kept, joined)); // said twice, done once
    shown();

    assertThat(secretary.get("/api/students").body()).contains(kept).doesNotContain(joined);
    assertThat(areas(kept)).containsAll(areas(single));
    String one = secretary.get("/api/students/" + kept + "/follow-up").body();
    assertThat(JsonPath.<Object>read(one, "$.leftOn")).isNull();
    assertThat(memberships(one))
        .isEqualTo(memberships(secretary.get("/api/students/" + single + "/follow-up").body()));
    String roll = secretary.get("/api/sessions/" + session).body();
    assertThat(roll).contains(kept).doesNotContain(joined);
    assertThat(
            JsonPath.<List<String>>read(
                roll, "$..attendance[?(@.studentId == '%s')].status".formatted(kept)))
        .containsExactly("PRESENT");
    String follow = secretary.get("/api/classes/1CAP/follow-up").body();
    assertThat(follow).contains(kept, single).doesNotContain(joined);
    assertThat(secretary.get("/api/students/" + joined + "/follow-up").body())
        .isEqualTo(secretary.get("/api/students/" + kept + "/follow-up").body());
    assertThat(secretary.get("/api/students/" + joined + "/history?limit=1000").body())
        .contains(MARK + "First", MARK + "Second")
        .doesNotContain("sealed:");
    assertThat(secretary.get("/api/students/" + kept + "/export").body()).contains(MARK + "Second");
    HttpResponse<String> page = second.page("/students/" + joined);
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location").orElse("")).endsWith("/students/" + kept);
  }

  private static Object memberships(String followUp) {
    return JsonPath.read(followUp, "$.memberships");
  }

  private List<String> areas(String student) {
    return JsonPath.read(
        secretary.get("/api/students/" + student + "/follow-up").body(), "$.needs.open[*].area");
  }

  @Test
  @Order(5)
  void commandsWithTheJoinedIdentifierAreAboutTheKeptOne() {
    String need =
        secretary.create(
            "/api/students/" + joined + "/needs",
            "{'area':'EXAM','description':'%sThird','diagnosedOn':'2025-11-15'}".formatted(MARK));
    ok(
        secretary.post(
            "/api/needs/" + needOfJoined + "/closure", "{'outcome':'%sClosed'}".formatted(MARK)));
    caughtUp();

    assertThat(payload("planning.NeedDiagnosed", need)).contains(kept).doesNotContain(joined);
    assertThat(payload("planning.NeedClosed", needOfJoined))
        .as("what goes on with a record is said of the file that the record is in")
        .contains(joined)
        .doesNotContain(kept);
    String history = secretary.get("/api/students/" + kept + "/history?limit=1000").body();
    assertThat(history).contains(MARK + "Third", MARK + "Closed").doesNotContain("sealed:");
    Map<String, Set<String>> live = tables();
    rebuilt();
    same(tables(), live);
    String now = secretary.get("/api/students/" + kept + "/follow-up").body();
    String past = secretary.get("/api/students/" + kept + "/follow-up?asOf=" + log.head()).body();
    assertThat(JsonPath.<Object>read(past, "$.needs")).isEqualTo(JsonPath.read(now, "$.needs"));
  }

  @Test
  @Order(5)
  void aBundleOfBothFilesVerifiesWithTheBytesOfTheLog() throws Exception {
    String bundle = secretary.get("/api/students/" + joined + "/history/bundle").body();
    Path compiled = Files.createTempDirectory(HOME, "verifier");
    Path verifier = Path.of("../proof/verifier/VerifyBundle.java");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", compiled.toString(), verifier.toString()))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {compiled.toUri().toURL()}, null)) {
      Method verified =
          loader
              .loadClass("VerifyBundle")
              .getDeclaredMethod("verified", String.class, String.class);
      verified.setAccessible(true);
      assertThat(verified.invoke(null, bundle, null)).asString().startsWith("SELF-CONSISTENT");
    }
    assertThat(bundle).contains("student:" + kept, "student:" + joined);
  }

  private String payload(String type, String record) {
    return jdbc.queryForObject(
        "select payload::text from eventlog.event where type = ? and strpos(payload::text, ?) > 0",
        String.class,
        type,
        record);
  }

  @Test
  @Order(6)
  void whoComesInWithAnAccountOfEitherFileReachesTheOnePerson() {
    for (String login : List.of("kept-student", "joined-student")) {
      Caller student = Caller.person(port, login, "second-password");
      assertThat(student.get("/api/students/" + kept + "/follow-up").statusCode())
          .as(login)
          .isEqualTo(200);
      assertThat(student.get("/api/students/" + joined + "/follow-up").statusCode()).isEqualTo(200);
      assertThat(student.get("/api/students/" + single + "/follow-up").statusCode()).isEqualTo(404);
    }
    Caller ofChild = Caller.person(port, "joined-mother", "second-password");
    assertThat(ofChild.get("/api/students/" + kept + "/follow-up").statusCode()).isEqualTo(200);
    ok(
        secretary.post(
            "/api/guardians/" + mother + "/joining", "{'joined':'%s'}".formatted(motherAgain)));
    shown();
    Caller again = Caller.person(port, "joined-mother", "second-password");
    assertThat(again.get("/api/students/" + kept + "/follow-up").statusCode()).isEqualTo(200);
    assertThat(again.get("/api/students/" + single + "/follow-up").statusCode()).isEqualTo(404);
    Caller teacher = Caller.person(port, "teacher", "second-password");
    assertThat(teacher.get("/api/students/" + joined + "/follow-up").statusCode()).isEqualTo(200);
    assertThat(
            JsonPath.<List<Object>>read(
                secretary.get("/api/guardians/" + mother + "/files").body(), "$.joined"))
        .hasSize(1);
  }

  @Test
  @Order(7)
  void theNextImportsDoNotPartThem() {
    String both =
        secretary
            .upload("/api/rosters", List.of(JoinedSchool.students("02/12/2025", true, true)))
            .body();
    assertThat(JsonPath.<Integer>read(both, "$.students.created")).as(both).isZero();
    assertThat(JsonPath.<List<String>>read(both, "$.warnings"))
        .anyMatch(warning -> warning.contains("dossiers sont réunis"));
    String one =
        secretary
            .upload("/api/rosters", List.of(JoinedSchool.students("03/12/2025", false, true)))
            .body();
    assertThat(JsonPath.<Integer>read(one, "$.students.created")).as(one).isZero();
    assertThat(JsonPath.<Integer>read(one, "$.students.left")).isZero();
    shown();

    String students = secretary.get("/api/students").body();
    assertThat(students).contains(kept).doesNotContain(joined);
    assertThat(JsonPath.<List<String>>read(students, "$[?(@.id == '%s')].class".formatted(kept)))
        .containsExactly("1CAP");
  }

  @Test
  @Order(8)
  void whatIsAppendedUnderTheJoinedIdentifierMeanwhileIsReadAsOne() throws Exception {
    ok(separate(kept, joined));
    shown();
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> joining = both.submit(() -> join(kept, joined));
      for (int i = 0; i < 20; i++) {
        secretary.create(
            "/api/students/" + joined + "/needs",
            "{'area':'AUTONOMY','description':'%sMeanwhile%d','diagnosedOn':'2025-11-15'}"
                .formatted(MARK, i));
      }
      ok(joining.get());
    }
    shown();

    String history = secretary.get("/api/students/" + kept + "/history?limit=1000").body();
    for (int i = 0; i < 20; i++) {
      assertThat(history).contains(MARK + "Meanwhile" + i + "\"");
    }
    nothingNamesTheJoinedFile();
  }

  @Test
  @Order(9)
  void whoIsErasedIsErasedUnderBothIdentifiers() {
    String request =
        secretary.create("/api/students/" + joined + "/erasure-requests", "{'reason':'Demande'}");
    caughtUp();
    String page = second.page("/erasures").body();
    second.form("/erasures/" + request + "/approval", Map.of(), page);
    await()
        .atMost(LONG)
        .until(
            () ->
                erasures.carryOut(List.of(new ErasureRequestId(UUID.fromString(request)))).done());

    assertThat(
            jdbc.queryForObject(
                "select count(*) from identity.joined where kept = ?::uuid", Long.class, kept))
        .isZero();
    for (String path : List.of("/history?limit=1000", "/follow-up")) {
      assertThat(secretary.get("/api/students/" + kept + path).body())
          .as(path)
          .doesNotContain(MARK);
    }
    jdbc.execute("checkpoint");
    assertThat(disk.filesWith(MARK, KEPT, JOINED)).isEmpty();
    refused(separate(kept, joined), 409, "effacée");
    String again =
        secretary
            .upload("/api/rosters", List.of(JoinedSchool.students("04/12/2025", true, true)))
            .body();
    assertThat(JsonPath.<Integer>read(again, "$.students.created")).as(again).isZero();
  }
}
