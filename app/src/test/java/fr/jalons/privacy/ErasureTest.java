package fr.jalons.privacy;

import static fr.jalons.privacy.MarkedSchool.INE;
import static fr.jalons.privacy.MarkedSchool.MARK;
import static fr.jalons.privacy.MarkedSchool.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.Words;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.PersonalText;
import fr.jalons.platform.aspects.TagValues;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Telling;
import fr.jalons.time.SchoolClock;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Everything that can be written about a student is written, each text with a mark that stands
 * nowhere else; the student is erased; and then the files of the database are searched, byte by
 * byte. On the embedded server as a school runs it, with its logs.
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
@DirtiesContext
class ErasureTest {
  private static final Path HOME = home();
  private static final Duration LONG = Duration.ofSeconds(60);

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;
  @Autowired Erasures erasures;
  @Autowired Telling telling;
  @Autowired EventJson json;
  @Autowired Commands commands;
  @Autowired RosterImports imports;
  @Autowired SchoolClock clock;

  private final Disk disk = new Disk(HOME);
  private Caller secretary;
  private Caller second;
  private String student = "";
  private String other = "";
  private String soloSession = "";
  private String sharedSession = "";
  private String survey = "";
  private String anonymous = "";
  private long beforeErasure;
  private String indicatorsBefore = "";
  private String sessionsBefore = "";

  /** What stories told of the student, each text with the mark. */
  private final Set<String> told = new TreeSet<>();

  private String wrappedKey = "";

  private static Path home() {
    try {
      return Files.createTempDirectory("jalons-erasure").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void ownDatabase(DynamicPropertyRegistry properties) {
    properties.add("jalons.data", HOME::toString);
    properties.add("logging.file.name", () -> HOME.resolve("jalons.log").toString());
  }

  @BeforeAll
  void writeAndErase() {
    secretary = Caller.program(port, "secretary", "secret");
    second = Caller.person(port, "second", "second-password");
    clock.at(
        Instant.parse("2025-09-01T05:45:00Z"),
        () ->
            imports.runAs(
                "system:test",
                MarkedSchool.files().stream()
                    .map(file -> RosterFile.of("file", file.getBytes(StandardCharsets.UTF_8)))
                    .toList()));
    student = idOf("$[?(@.lastName=='" + MARK + "Usage')].id");
    other = idOf("$[?(@.firstName=='Lou')].id");
    tellStories();
    writeDisciplines();
    writeAboutSessions();
    writeInSurveys();
    giveIdsOfOthers();
    accountOfParent(MARK);
    caughtUp();
    beforeErasure = log.head();
    indicatorsBefore = indicators();
    sessionsBefore = sessions();
    wrappedKey = wrappedKey(student);
    sampleStatistics();
    beforeTheErasureTextsAreReadableAndNamesAreOnDisk();
    erase();
  }

  /** As one who was invited has it: the login is a name. */
  private void accountOfParent(String mark) {
    for (String login : List.of("login", "second")) {
      jdbc.update(
          """
          insert into security.account (id, login, password_hash, roles, person, demo)
          select gen_random_uuid(), ?, '', array['guardian'], id, false
          from identity.guardian where family_name = ? || 'Parent'
          """,
          mark + login,
          mark);
    }
    jdbc.update(
        """
        insert into security.passkey (credential_id, account, label, public_key, attestation,
          signature_count, backup_eligible, backed_up, made_at)
        select convert_to(id, 'UTF8'), id, login || 'Telephone', '', '', 0, false, false, now()
        from security.account where login like ? || 'login%'
        """,
        mark);
  }

  /** The middle of it: enough to be found, wherever a copy begins. */
  private static String wrappedKey(String subject) {
    byte[] wrapped =
        keys()
            .sql("select wrapped from keys.subject_key where subject = ?::uuid")
            .param(subject)
            .query(byte[].class)
            .single();
    return Disk.text(Arrays.copyOfRange(wrapped, wrapped.length / 2, wrapped.length / 2 + 20));
  }

  private void sampleStatistics() {
    jdbc.execute("analyze");
    keys().sql("analyze").update();
    assertThat(
            jdbc.queryForList(
                "select tablename::text from pg_stats where concat(most_common_vals, histogram_bounds) ~* ?",
                String.class,
                MARK))
        .as("samples in the planner's statistics")
        .contains("account");
  }

  private static JdbcClient keys() {
    return JdbcClient.create(database("jalons_keys"));
  }

  /** A way to one of the databases as psql has it. */
  private static DriverManagerDataSource database(String name) {
    Properties env = new Properties();
    try (Reader file = Files.newBufferedReader(HOME.resolve("connection.env"))) {
      env.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DriverManagerDataSource(
        "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=TypedByAUser"
            .formatted(env.getProperty("PGPORT"), name),
        env.getProperty("PGUSER"),
        env.getProperty("PGPASSWORD"));
  }

  /** As pg_dump or a BI tool holds one, before it has come to the tables with names. */
  private static Connection snapshot(String database) {
    try {
      Connection connection = database(database).getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.createStatement().execute("select count(*) from pg_class");
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A year of all slices. Surveys may not be written about people; the erasure that a story asks
   * for would be in the way of the one that is tried here.
   */
  private void tellStories() {
    SchoolId school = new SchoolId("0990001X");
    List<StudentId> members = List.of(StudentId.of(student));
    List<TeacherId> teachers =
        jdbc.query(
            "select payload ->> 'teacher' from eventlog.event where type = 'planning.TeacherRegistered'",
            (row, index) -> TeacherId.of(row.getString(1)));
    Team solo =
        new Team(
            StructureId.of(school, StructureId.Kind.GROUP, "SOLO"), members, teachers, List.of());
    Team division =
        new Team(
            StructureId.of(school, StructureId.Kind.CLASS, "1CAP"),
            members,
            teachers,
            List.of(solo));
    telling.tell(
        new SchoolYear(school, 2025, clock.getZone(), List.of(division)),
        Instant.parse("2026-08-01T00:00:00Z"),
        given -> {
          if (!(given.command() instanceof RequestErasure)) {
            Record command =
                given.command() instanceof OpenSurvey
                    ? given.command()
                    : Words.changed(given.command(), ErasureTest::marked);
            long before = head();
            clock.at(given.at(), () -> commands.sendAs(given.actor(), command));
            noteTold(before);
          }
        });
  }

  private static String marked(String text) {
    return MARK + text;
  }

  private long head() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select coalesce(max(position), 0) from eventlog.event", Long.class));
  }

  /** Texts about the student or about a session; what is about a record outlives the student. */
  private void noteTold(long after) {
    jdbc.query(
        "select type, payload::text from eventlog.event where position > ?",
        (RowCallbackHandler)
            row -> {
              Class<? extends DomainEvent> type = EventTypes.named(row.getString(1));
              DomainEvent event = json.read(json.opened(row.getString(2), type), type);
              for (RecordComponent component : type.getRecordComponents()) {
                PersonalText personal = component.getAnnotation(PersonalText.class);
                if (personal != null && isOfSomebody(ownerOf(event, personal))) {
                  addMarked(valueOf(event, component.getName()));
                }
              }
            },
        after);
  }

  /** Whose key seals a text: the first of those whom it may be about. */
  private static @Nullable Object ownerOf(DomainEvent event, PersonalText personal) {
    return Arrays.stream(personal.of())
        .map(name -> valueOf(event, name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether a text can be about a student, and not about a record of a school alone. */
  private static boolean mayBeOfSomebody(Class<?> event, PersonalText personal) {
    return TagValues.has(event, Tags.STUDENT)
        && Arrays.stream(personal.of())
            .map(
                name -> {
                  try {
                    return event.getMethod(name).getReturnType();
                  } catch (NoSuchMethodException e) {
                    throw new AssertionError(e);
                  }
                })
            .anyMatch(Set.<Class<?>>of(StudentId.class, SessionId.class, Object.class)::contains);
  }

  private boolean isOfSomebody(@Nullable Object owner) {
    return owner instanceof SessionId
        || owner instanceof StudentId one && one.equals(StudentId.of(student));
  }

  private void addMarked(@Nullable Object text) {
    switch (text) {
      case String words when words.startsWith(MARK) -> told.add(words);
      case Collection<?> many -> many.forEach(this::addMarked);
      case Map<?, ?> many -> many.values().forEach(this::addMarked);
      case null, default -> {}
    }
  }

  private static @Nullable Object valueOf(DomainEvent event, String name) {
    try {
      Method method = event.getClass().getMethod(name);
      method.setAccessible(true);
      return method.invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Of one discipline in two spellings, and of another; in a competency that no story has. */
  private void writeDisciplines() {
    for (String discipline : List.of("%sDiscipline", "%sDISCIPLINE", "Français")) {
      secretary.create(
          "/api/students/" + student + "/assessments",
          "{'framework':'CPS','competency':'CPS-C1.2','level':2,'context':'AP','discipline':'%s','observedOn':'2025-10-10'}"
              .formatted(discipline.formatted(MARK)));
    }
  }

  private void writeAboutSessions() {
    soloSession = session("group", "SOLO", "Solo");
    ok(hold(soloSession, "{'studentId':'%s','status':'PRESENT'}".formatted(student), "Solo"));
    sharedSession = session("class", "1CAP", "Shared");
    ok(
        hold(
            sharedSession,
            "{'studentId':'%s','status':'PRESENT'},{'studentId':'%s','status':'LATE','minutes':45}"
                .formatted(student, other),
            "Shared"));
  }

  private String session(String kind, String code, String title) {
    return secretary.create(
        "/api/sessions",
        "{'title':'%s%sTitle','audience':{'%s':'%s'},'start':'2025-10-06T10:00','minutes':55}"
            .formatted(MARK, title, kind, code));
  }

  private HttpResponse<String> hold(String session, String lines, String summary) {
    return secretary.post(
        "/api/sessions/" + session + "/held",
        "{'attendance':[%s],'summary':'%s%sSummary'}".formatted(lines, MARK, summary));
  }

  /** As somebody would who wants the erasure to take keys of others with it. */
  private void giveIdsOfOthers() {
    secretary.create(
        "/api/students/" + other + "/needs",
        "{'area':'EXAM','description':'OfTheOther','diagnosedOn':'2025-09-15'}");
    HttpResponse<String> refused = soloSession(other);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("\"field\":\"id\"", "désigne déjà autre chose");
    for (String name : List.of("jalons:token-keys", "account:second", "account:demo-admin")) {
      ok(soloSession(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()));
    }
  }

  private HttpResponse<String> soloSession(String id) {
    return secretary.post(
        "/api/sessions",
        "{'id':'%s','title':'t','audience':{'group':'SOLO'},'start':'2025-10-07T10:00','minutes':55}"
            .formatted(id));
  }

  private void writeInSurveys() {
    survey = survey("STUDENTS", false);
    ok(answer(survey, student, "4", "Survey"));
    ok(answer(survey, other, "2", "OthersSurvey"));
    anonymous = survey("STUDENTS", true);
    ok(answer(anonymous, student, "5", "Anonymous"));
    ok(secretary.post("/api/surveys/" + anonymous + "/closure", ""));
    String parents = survey("GUARDIANS", false);
    String parent =
        jdbc.queryForObject(
            "select id::text from identity.guardian where family_name like ?",
            String.class,
            MARK + "%");
    ok(answer(parents, String.valueOf(parent), "3", "Parent"));
  }

  private String survey(String audience, boolean anonymously) {
    return secretary.create(
        "/api/surveys",
        """
        {'title':'Enquête','audience':'%s','class':'1CAP','anonymous':%s,'closesOn':'2099-06-30','questions':[
          {'id':'score','text':'Combien ?','kind':'SCALE_1_5'},{'id':'text','text':'Pourquoi ?','kind':'TEXT'}]}
        """
            .formatted(audience, anonymously));
  }

  private HttpResponse<String> answer(String to, String respondent, String score, String text) {
    return secretary.post(
        "/api/surveys/" + to + "/answers",
        "{'respondentId':'%s','answers':{'score':%s,'text':'%s%s'}}"
            .formatted(respondent, score, MARK, text));
  }

  private void beforeTheErasureTextsAreReadableAndNamesAreOnDisk() {
    assertThat(secretary.get("/api/students/" + student + "/follow-up").body())
        .contains(MARK + "SoloTitle")
        .contains("\"disciplines\":[\"Français\",\"" + MARK + "Discipline\"]");
    everyTextAboutTheStudentIsMarked();
    assertThat(history()).contains(told).contains(MARK + "Survey").doesNotContain("sealed:");
    assertThat(secretary.get("/api/sessions/" + soloSession).body()).contains(MARK + "SoloSummary");
    assertThat(secretary.get("/api/surveys/" + survey + "/results").body())
        .contains(MARK + "Survey", MARK + "OthersSurvey");
    assertThat(secretary.get("/api/students/" + student + "/export").body())
        .contains(MARK + "Nom", MARK + "ParentPrenom", MARK + "Solo");
    awaitBallotKeyGone();
    jdbc.execute("checkpoint");
    writeOnceMore();
    for (String text : List.of(MARK + "Nom", MARK + "login", wrappedKey)) {
      assertThat(disk.filesWith(text))
          .as("in the write-ahead log as elsewhere: " + text)
          .anyMatch(file -> file.startsWith("data/pg_wal"))
          .anyMatch(file -> file.startsWith("data/base"));
    }
    for (String text : List.of("Solo", "Shared", "Discipline", "DISCIPLINE")) {
      assertThat(disk.filesWith(MARK + text)).as("sealed from the beginning: " + text).isEmpty();
    }
    assertThat(disk.filesWith(told.toArray(String[]::new)))
        .as("sealed from the beginning")
        .isEmpty();
  }

  /** All events that hold one have occurred, and it has the mark by which the disk is searched. */
  private void everyTextAboutTheStudentIsMarked() {
    EventTypes.all()
        .forEach(
            (name, event) -> {
              for (RecordComponent component : event.getRecordComponents()) {
                PersonalText personal = component.getAnnotation(PersonalText.class);
                if (personal != null
                    && mayBeOfSomebody(event, personal)
                    && event != ErasureRequested.class) {
                  assertThat(written(name, event, component.getName()))
                      .as(name + "." + component.getName())
                      .contains(MARK);
                }
              }
            });
  }

  /** What such events about the student say. */
  private String written(String name, Class<?> event, String text) {
    List<String> payloads =
        jdbc.queryForList(
            """
            select payload::text from eventlog.event
            where type = ? and strpos(payload::text, ?) > 0 and payload ->> ? is not null
            """,
            String.class,
            name,
            student,
            text);
    return payloads.stream()
        .map(payload -> JsonPath.read(json.opened(payload, event), "$." + text).toString())
        .toList()
        .toString();
  }

  /** The closed survey's key is overwritten in the background, which removes pieces as well. */
  private void awaitBallotKeyGone() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                keys()
                        .sql(
                            """
                            select count(*) from keys.passing_secret
                            where owner = 'survey:' || ? and overwritten_at is not null
                            """)
                        .param(anonymous)
                        .query(Integer.class)
                        .single()
                    == 1);
  }

  /**
   * A checkpoint removes older pieces of the write-ahead log, where the names were first. The first
   * change of a page after one puts the whole page there.
   */
  private void writeOnceMore() {
    jdbc.update("update identity.student set family_name = family_name");
    jdbc.update("update security.account set login = login");
    keys().sql("update keys.subject_key set wrapped = wrapped").update();
  }

  private void erase() {
    String request =
        secretary.create(
            "/api/students/" + student + "/erasure-requests",
            "{'reason':'%sReason'}".formatted(MARK));
    HttpResponse<String> alone =
        secretary.post("/api/erasure-requests/" + request + "/approval", "{}");
    assertThat(alone.statusCode()).isEqualTo(403);
    assertThat(alone.body()).contains("Un programme n’approuve pas");
    caughtUp();
    String page = second.page("/erasures").body();
    assertThat(page).contains(MARK + "Reason", MARK + "Usage", "Approuver et effacer");
    try (Connection dump = snapshot("jalons");
        Connection tool = snapshot("jalons_keys")) {
      assertThat(second.form("/erasures/" + request + "/approval", Map.of(), page).statusCode())
          .isEqualTo(302);
      caughtUp();
      whatIsStillReadableIsNotCalledDone(request);
      dump.rollback();
      tool.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    completed(request);
  }

  private void whatIsStillReadableIsNotCalledDone(String request) {
    assertThat(disk.filesWith(MARK + "Nom", MARK + "login", wrappedKey)).isNotEmpty();
    assertThat(second.page("/erasures").body())
        .contains("pas encore achevé", "Base du journal : une session lit encore", "depuis le")
        .doesNotContain("TypedByAUser");
    assertThat(this.<List<String>>told(request, "waitsFor[*].database"))
        .containsExactlyInAnyOrder("log", "keys");
    assertThat(this.<List<String>>told(request, "waitsFor[*].kind")).containsOnly("SESSION");
    assertThat(this.<List<String>>told(request, "waitsFor[*].since")).doesNotContainNull();
    erasures.resume();
    assertThat(this.<List<Boolean>>told(request, "done")).containsExactly(false);
  }

  /** By itself, as soon as nothing is in the way. */
  private void completed(String request) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              erasures.resume();
              assertThat(this.<List<Boolean>>told(request, "done")).containsExactly(true);
            });
    assertThat(this.<List<Object>>told(request, "waitsFor[*]")).isEmpty();
    assertThat(this.<List<Object>>told(request, "unverified[*]")).isEmpty();
  }

  private <T> T told(String request, String what) {
    return JsonPath.read(
        secretary.get("/api/erasure-requests").body(),
        "$[?(@.id=='%s')].%s".formatted(request, what));
  }

  @Test
  void nothingOfWhatWasWrittenAndNoNameStandsInTheFilesOfTheDatabase() {
    jdbc.execute("checkpoint");

    assertThat(disk.filesWith(MARK, INE, NUMBER, wrappedKey)).isEmpty();
  }

  /** Whatever else the program does meanwhile. */
  @Test
  void nothingIsLeftHoweverOftenSomebodyIsErased() {
    for (int i = 1; i <= 5; i++) {
      String mark = "Rw%dkTq8Zb".formatted(i);
      ok(secretary.upload("/api/rosters", MarkedSchool.onePupil("099100%dX".formatted(i), mark)));
      accountOfParent(mark);
      jdbc.execute("analyze");
      String erased = idOf("$[?(@.lastName=='" + mark + "Nom')].id");
      String request =
          secretary.create(
              "/api/students/" + erased + "/erasure-requests",
              "{'reason':'%sReason'}".formatted(mark));
      caughtUp();
      second.form("/erasures/" + request + "/approval", Map.of(), second.page("/erasures").body());
      completed(request);

      assertThat(disk.filesWith(mark)).as(mark).isEmpty();
    }
  }

  @Test
  void theSearchFindsWhatIsNotSealed() {
    String planted = "Pl4nted" + System.nanoTime();
    jdbc.execute("create table public.planted (text text)");
    jdbc.update("insert into public.planted values (?)", planted);
    jdbc.execute("checkpoint");

    assertThat(disk.filesWith(planted)).isNotEmpty();

    jdbc.execute("drop table public.planted");
  }

  @Test
  void noRowOfAnyTableHoldsItHoweverItIsStored() {
    List<String> tables =
        jdbc.query(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname !~ '^(pg_|information_schema)'",
            (row, index) -> row.getString(1));
    assertThat(tables).contains("eventlog.event", "identity.student", "followup.aspect");
    for (String table : tables) {
      assertThat(
              jdbc.queryForList(
                  "select t::text from " + table + " t where t::text ~* ?",
                  String.class,
                  MARK + "|" + INE + "|" + NUMBER))
          .as(table)
          .isEmpty();
    }
  }

  @Test
  void theStudentIsShownAsErasedNowAndAtAnyPastMoment() {
    String now = secretary.get("/api/students/" + student + "/follow-up").body();
    for (String text :
        List.of("needs..description", "needs.closed[*].outcome", "interviews[*].summary")) {
      assertThat(JsonPath.<List<String>>read(now, "$." + text))
          .as(text)
          .isNotEmpty()
          .containsOnly("effacé");
    }
    assertThat(now).doesNotContain(told).doesNotContain(MARK + "Solo");
    String then =
        secretary.get("/api/students/" + student + "/follow-up?asOf=" + beforeErasure).body();
    assertThat(JsonPath.<Object>read(then, "$.needs"))
        .isEqualTo(JsonPath.<Object>read(now, "$.needs"));
    assertThat(history())
        .contains("effacé", "privacy.StudentErased")
        .doesNotContain(told)
        .doesNotContain("sealed:");
    assertThat(secretary.get("/api/students/" + student + "/export").body())
        .contains("effacé")
        .doesNotContain(told)
        .doesNotContain(MARK + "Nom", MARK + "Parent", MARK + "Solo", MARK + "Survey", "sealed:");
    assertThat(second.page("/students/" + student).body()).contains("effacé").doesNotContain("Nom");
    assertThat(second.page("/erasures").body()).contains("effacé le").doesNotContain(MARK);
  }

  @Test
  void whatSaysNothingAboutAnybodyStaysForTheIndicators() {
    assertThat(sessions()).isEqualTo(sessionsBefore).contains("offered");
    assertThat(
            JsonPath.<Object>read(
                secretary.get("/api/classes/1CAP/follow-up?asOf=" + beforeErasure).body(),
                "$.indicators"))
        .hasToString(indicatorsBefore);
    String results = secretary.get("/api/surveys/" + survey + "/results").body();
    assertThat(JsonPath.<Integer>read(results, "$.answers")).isEqualTo(2);
    assertThat(JsonPath.<Double>read(results, "$.questions[0].mean")).isEqualTo(3.0);
    assertThat(JsonPath.<List<String>>read(results, "$.questions[1].texts"))
        .containsExactlyInAnyOrder("effacé", MARK + "OthersSurvey");
  }

  @Test
  void whatAlsoConcernsOthersStaysReadableForThem() {
    assertThat(secretary.get("/api/sessions/" + sharedSession).body())
        .contains(MARK + "SharedTitle", MARK + "SharedSummary");
    String solo = secretary.get("/api/sessions/" + soloSession).body();
    assertThat(JsonPath.<String>read(solo, "$.title")).isEqualTo("effacé");
    assertThat(JsonPath.<String>read(solo, "$.summary")).isEqualTo("effacé");
    assertThat(secretary.get("/api/surveys/" + anonymous + "/results").body())
        .as("whose answer it is, nobody knew before either")
        .contains(MARK + "Anonymous");
    assertThat(jdbc.queryForList("select family_name from identity.guardian", String.class))
        .containsExactly("COMMUNE");
  }

  @Test
  void idsThatWereGivenToSessionsLeadTheErasureToNoKeyOfOthers() {
    assertThat(secretary.get("/api/students/" + other + "/follow-up").body())
        .contains("OfTheOther");
    assertThat(Caller.program(port, "secretary", "secret").get("/api/students").statusCode())
        .isEqualTo(200);
    assertThat(second.page("/erasures").statusCode()).isEqualTo(200);
  }

  @Test
  void theLogVerifiesAndAllReadModelsCanBeFoldedAnew() {
    String verification =
        secretary.post("/api/log/verifications", "").headers().firstValue("Location").orElseThrow();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(JsonPath.<String>read(secretary.get(verification).body(), "$.state"))
                    .isEqualTo("VALID"));
    String rebuild =
        secretary
            .post("/api/read-models/all/rebuilds", "")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(JsonPath.<String>read(secretary.get(rebuild).body(), "$.state"))
                    .isEqualTo("DONE"));
    assertThat(JsonPath.<Integer>read(secretary.get(rebuild).body(), "$.changedRows")).isZero();
  }

  @Test
  void nothingMoreCanBeRecordedAboutTheStudent() {
    String base = "/api/students/" + student;
    for (HttpResponse<String> refused :
        List.of(
            secretary.post(
                base + "/needs", "{'area':'EXAM','description':'x','diagnosedOn':'2025-10-01'}"),
            secretary.post(base + "/interviews", "{'heldOn':'2025-10-01','summary':'x'}"),
            secretary.post(
                base + "/positionings",
                "{'subject':'FRENCH','takenOn':'2025-10-01','score':1,'maximum':2}"),
            secretary.post(base + "/erasure-requests", "{'reason':'x'}"),
            secretary.post(
                "/api/sessions/" + sharedSession + "/attendance-corrections",
                "{'studentId':'%s','status':'EXCUSED','reason':'x'}".formatted(student)))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(refused.body()).contains("effacé");
    }
  }

  @Test
  void anAdministratorAsksOnAPageAndCannotApproveAlone() {
    String form = second.page("/erasures?student=" + other).body();
    assertThat(form).contains("Demander l’effacement de AUTRE Lou");
    second.form("/erasures", Map.of("student", other, "reason", "Demande de la famille"), form);
    caughtUp();

    String page = second.page("/erasures").body();
    assertThat(page)
        .contains("Demande de la famille", "attend l’approbation d’un autre administrateur")
        .doesNotContain("Approuver et effacer");
    String requests = secretary.get("/api/erasure-requests").body();
    String id =
        JsonPath.<List<String>>read(requests, "$[?(@.reason == 'Demande de la famille')].id")
            .getFirst();
    second.form("/erasures/" + id + "/approval", Map.of(), page);
    assertThat(second.page("/erasures").body()).contains("Un autre administrateur que celui");
    assertThat(students()).contains("Lou");
  }

  @Test
  void theNextImportDoesNotBringTheStudentBack() {
    String answer = secretary.upload("/api/rosters", MarkedSchool.files()).body();

    assertThat(JsonPath.<List<String>>read(answer, "$.warnings"))
        .anyMatch(warning -> warning.contains("effacé") && warning.contains("ligne"));
    assertThat(JsonPath.<Integer>read(answer, "$.students.created")).isZero();
    assertThat(students()).contains("Lou").doesNotContain(MARK);
    jdbc.execute("checkpoint");
    assertThat(disk.filesWith(MARK, INE, NUMBER)).isEmpty();
  }

  private String idOf(String path) {
    return JsonPath.<List<String>>read(students(), path).getFirst();
  }

  private String students() {
    return secretary.get("/api/students").body();
  }

  private String indicators() {
    return JsonPath.read(secretary.get("/api/classes/1CAP/follow-up").body(), "$.indicators")
        .toString();
  }

  /** What was offered to the student and how much of it they had. */
  private String sessions() {
    String now = secretary.get("/api/students/" + student + "/follow-up").body();
    return List.of("offered", "minutesPresent").stream()
        .map(figure -> figure + JsonPath.read(now, "$.sessions." + figure))
        .toList()
        .toString();
  }

  /** With who looked at it, and why. */
  private String history() {
    String base = "/api/students/" + student;
    return secretary.get(base + "/history?limit=1000").body()
        + secretary.get(base + "/consultations").body();
  }

  private void caughtUp() {
    assertThat(readModels.await(log.head(), LONG)).isTrue();
  }

  private static void ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }
}
