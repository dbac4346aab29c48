package fr.jalons.planning.write.importroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.planning.PlanningApplication;
import fr.jalons.planning.SchoolClient;
import fr.jalons.planning.identity.Matching;
import fr.jalons.planning.identity.People;
import fr.jalons.planning.identity.StagedPeople;
import fr.jalons.planning.roster.RosterFile;
import fr.jalons.planning.roster.RosterReader;
import fr.jalons.planning.roster.SchoolExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Imports over HTTP on a real database; each test is about a school of its own. */
@SpringBootTest(classes = PlanningApplication.class, properties = "spring.flyway.enabled=false")
class RosterImportTest {
  private final SchoolClient school;
  private final JdbcClient jdbc;
  private final StagedPeople staged;
  private final RosterImports imports;
  private final String uai;
  private final SchoolExport students;
  private final SchoolExport guardians;
  private final SchoolExport staff;

  @Autowired
  RosterImportTest(
      WebApplicationContext web, JdbcClient jdbc, StagedPeople staged, RosterImports imports) {
    this.school = new SchoolClient(web);
    this.uai = school.uai();
    this.students = school.students();
    this.guardians = school.guardians();
    this.staff = school.staff();
    this.jdbc = jdbc;
    this.staged = staged;
    this.imports = imports;
  }

  @Test
  void theFirstImportTellsWhatItFound() {
    MvcTestResult answer = send(students, guardians, staff);

    assertThat(answer).hasStatusOk().hasHeader("Jalons-Position", Long.toString(head()));
    assertThat(answer)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"school": {"uai": "%s", "year": 2026}, "classes": 2, "groups": 2,
             "students": {"created": 5, "updated": 0, "left": 1, "unchanged": 0},
             "guardians": 3, "teachers": 3, "warnings": []}
            """
                .formatted(uai));
  }

  @Test
  void theSameFilesAgainAppendNothing() {
    send(students, guardians, staff);
    long before = head();

    MvcTestResult answer = send(staff, students, guardians);

    assertThat(answer)
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"school": {"uai": "%s", "year": 2026}, "classes": 2, "groups": 2,
             "students": {"created": 0, "updated": 0, "left": 0, "unchanged": 5},
             "guardians": 3, "teachers": 3, "warnings": []}
            """
                .formatted(uai));
    assertThat(head()).isEqualTo(before);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void peopleAreLiveWhenTheImportIsAnswered() {
    send(students, guardians, staff);

    assertThat(school.get("/api/students?class=1BOUL"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .containsExactly("ÇELIK", "PEÑA-SÃO", "VAN ROŸ");
    assertThat(school.get("/api/teachers"))
        .bodyJson()
        .extractingPath("$[*].lastName")
        .asArray()
        .hasSize(3);
    assertThat(count("identity.guardian")).isEqualTo(3);
    assertThat(
            jdbc.sql("select name from identity.school where uai = ?")
                .param(uai)
                .query(String.class)
                .single())
        .isEqualTo("LYCÉE PROFESSIONNEL DES ESSAIS");
  }

  @Test
  void aNameChangeKeepsTheStudentAndLeavesTheNameOutOfTheLog() {
    send(students);
    Object before = idOf("5101");
    long head = head();

    assertThat(counts(send(students.with("ÇELIK", "ÖZDEMİR".replace("İ", "I")))))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");

    assertThat(head()).isEqualTo(head + 1);
    assertThat(idOf("5101")).isEqualTo(before);
    assertThat(school.get("/api/students?q=ozdemir"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(1);
  }

  @Test
  void aMoveIsDatedByTheExport() {
    send(students);
    SchoolExport moved =
        students
            .with("14/09/2026", "28/09/2026")
            .with(
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>1BOUL",
                "ELEVE_ID=\"5103\">\n        <STRUCTURE><CODE_STRUCTURE>2BOUL");

    assertThat(counts(send(moved))).isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");

    assertThat(membersOf(classOf("1BOUL"), LocalDate.of(2026, 9, 27))).hasSize(3);
    assertThat(membersOf(classOf("1BOUL"), LocalDate.of(2026, 9, 28))).hasSize(2);
    assertThat(membersOf(classOf("2BOUL"), LocalDate.of(2026, 9, 28))).hasSize(3);
  }

  @Test
  void whoLeavesCountsOnceAndStaysInTheListOfAll() {
    send(students, guardians);
    SchoolExport left =
        students
            .with("14/09/2026", "28/09/2026")
            .with("<PRENOM>Awa", "<DATE_SORTIE>25/09/2026</DATE_SORTIE><PRENOM>Awa");

    assertThat(counts(send(left))).isEqualTo("0 created, 0 updated, 1 left, 4 unchanged");
    assertThat(counts(send(left))).isEqualTo("0 created, 0 updated, 0 left, 5 unchanged");

    assertThat(school.get("/api/students?class=2BOUL"))
        .bodyJson()
        .extractingPath("$")
        .asArray()
        .hasSize(1);
    assertThat(school.get("/api/students?q=awa"))
        .bodyJson()
        .extractingPath("$[0].class")
        .isEqualTo("2BOUL");
  }

  @Test
  void whoIsMissingFromALaterFileHasLeft() {
    send(students);
    SchoolExport shorter =
        students.withoutStudent("5103").with("DATE_EXPORT>14/", "DATE_EXPORT>28/");

    assertThat(counts(send(shorter))).isEqualTo("0 created, 0 updated, 1 left, 4 unchanged");
    assertThat(counts(send(shorter))).isEqualTo("0 created, 0 updated, 0 left, 4 unchanged");
    assertThat(counts(send(students))).isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
  }

  @Test
  void aStudentIsFoundAgainByTheNationalNumberThoughTheSchoolsNumberChanged() {
    send(students);
    Object before = idOf("5102");

    assertThat(counts(send(students.with("ELEVE_ID=\"5102\"", "ELEVE_ID=\"6102\""))))
        .isEqualTo("0 created, 1 updated, 0 left, 4 unchanged");
    assertThat(idOf("6102")).isEqualTo(before);
  }

  @Test
  void aBrokenThirdFileChangesNothing() {
    long before = head();

    MvcTestResult answer = send(students, guardians, staff.with("</STS_EDT>", ""));

    assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].file").isEqualTo("sts_emp.xml");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].line").isNotNull();
    assertThat(head()).isEqualTo(before);
    assertThat(count("identity.student")).isZero();
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void numbersThatPointAtTwoStudentsAreRefusedWithTheirLine() {
    send(students);
    long before = head();

    MvcTestResult answer =
        send(
            students
                .with("060000022CD", "060000011AB")
                .with(
                    "<ID_NATIONAL>060000011AB</ID_NATIONAL>\n        <NOM_DE_FAMILLE>ÇELIK",
                    "<NOM_DE_FAMILLE>ÇELIK"));

    assertThat(answer).hasStatus(400);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.errors[0].code")
        .isEqualTo("roster.numbers-disagree");
    assertThat(head()).isEqualTo(before);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void onlySomeOfTheFilesLeaveTheOthersAlone() {
    assertThat(counts(send(staff))).isEqualTo("0 created, 0 updated, 0 left, 0 unchanged");
    assertThat(counts(send(students))).isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(counts(send(guardians))).isEqualTo("0 created, 0 updated, 0 left, 0 unchanged");

    assertThat(school.get("/api/classes"))
        .bodyJson()
        .isStrictlyEqualTo(
            """
            [{"code": "1BOUL", "label": "1CAP2 BOULANGER", "mef": "24122138210", "students": 3},
             {"code": "2BOUL", "label": "2BOUL", "mef": "24122138220", "students": 2}]
            """);
    assertThat(count("identity.guardian")).isEqualTo(3);
    long before = head();
    send(students, guardians, staff);
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aGuardianOfAnUnknownStudentIsAWarning() {
    send(students);

    MvcTestResult answer = send(guardians.with("<ELEVE_ID>5103", "<ELEVE_ID>9999"));

    assertThat(answer).bodyJson().extractingPath("$.guardians").isEqualTo(2);
    assertThat(answer)
        .bodyJson()
        .extractingPath("$.warnings")
        .asArray()
        .containsExactly(
            "BEE_RESPONSABLES, ligne 36 : Cette personne est responsable d’un élève inconnu : le lien"
                + " est ignoré.");
    assertThat(count("identity.guardian")).isEqualTo(2);
  }

  @Test
  void aCrashBetweenStagingAndTheLogLeavesNothingBehind() {
    ImportId crashed = new ImportId(UUID.randomUUID());
    People people =
        Matching.match(
                RosterReader.read(List.of(students.file())),
                new People(null, List.of(), List.of(), List.of(), List.of()),
                UUID::randomUUID)
            .people();
    staged.stage(crashed, new SchoolId(uai), people);

    assertThat(school.get("/api/students")).bodyJson().extractingPath("$").asArray().isEmpty();
    imports.sweep();
    assertThat(staged.schools()).isEmpty();

    staged.stage(crashed, new SchoolId(uai), people);
    assertThat(counts(send(students))).isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(staged.schools()).isEmpty();
    assertThat(count("identity.student")).isEqualTo(5);
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameAnswerOnce() throws Exception {
    String first = body(school.sendWithKey("key-" + uai, students, staff));
    long before = head();

    assertThat(body(school.sendWithKey("key-" + uai, students, staff))).isEqualTo(first);
    assertThat(school.sendWithKey("key-" + uai, students)).hasStatus(422);
    assertThat(head()).isEqualTo(before);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void importsAtTheSameTimeKnowEveryStudentOnce() throws Exception {
    List<Callable<MvcTestResult>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(() -> send(students, guardians, staff));
      calls.add(() -> school.sendWithKey("race-" + uai, students, guardians, staff));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<MvcTestResult> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).hasStatusOk();
      }
    }

    assertThat(count("identity.student")).isEqualTo(5);
    assertThat(logOf("RosterImported")).hasSize(1);
    assertThat(logOf("StudentRegistered")).hasSize(5);
  }

  @Test
  void theSampleSchoolIsImportedInFull() {
    List<RosterFile> files = sample();

    assertThat(imports.run(files).getBody())
        .extracting(answer -> Objects.requireNonNull(answer).students())
        .isEqualTo(new ImportAnswer.Students(84, 0, 3, 0));
    long before = head();
    assertThat(imports.run(files).getBody())
        .isEqualTo(
            new ImportAnswer(
                new ImportAnswer.School("0999999Z", 2026),
                6,
                12,
                new ImportAnswer.Students(0, 0, 0, 84),
                115,
                15,
                List.of()));
    assertThat(head()).isEqualTo(before);
  }

  private static List<RosterFile> sample() {
    Path folder = Path.of("../../shared/samples/lycee-fictif");
    assumeThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      List<RosterFile> read = new ArrayList<>();
      for (Path file : files.toList()) {
        read.add(RosterFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLogKnowsNoNames() {
    send(students, guardians, staff);
    send(students.with("ÇELIK", "OZTURK"), guardians, staff);

    String log =
        String.join(
            "\n",
            jdbc.sql(
                    """
                    select e.payload || ' ' || e.metadata || ' ' || string_agg(t.tag, ' ')
                    from eventlog.event e join eventlog.event_tag t using (position)
                    group by e.position
                    """)
                .query((row, index) -> row.getString(1))
                .list());
    for (String word :
        List.of(
            "ÇELIK",
            "OZTURK",
            "Zoë",
            "CŒUR",
            "VAN ROŸ",
            "Jean-Noël",
            "QUÉMÉRÉ",
            "ÅBERG",
            "Tobias",
            "MÜLLER",
            "DÉPARTEMENTAL",
            "ÉTIENNE",
            "LHÉRITIER",
            "FAURÉ",
            "060000011AB",
            "\"5101\"",
            "\"8801\"",
            "eleves.xml")) {
      assertThat(log.toUpperCase(Locale.ROOT).contains(word.toUpperCase(Locale.ROOT)))
          .as(word)
          .isFalse();
    }
    assertThat(log.contains(uai + ":D:1BOUL")).isTrue();
  }

  @Test
  void anImportWithoutFilesIsRefusedByName() {
    assertThat(send()).hasStatus(400);
    assertThat(send()).bodyJson().extractingPath("$.errors[0].field").isEqualTo("files");
    assertThat(send(SchoolExport.of("", ""))).hasStatus(400);
    assertThat(send(SchoolExport.of("", "")))
        .bodyJson()
        .extractingPath("$.errors[0].code")
        .isEqualTo("roster.no-file");
  }

  @Test
  void aFileThatIsNotSentAsOneIsRefused() {
    assertThat(school.sendText(students.text())).hasStatus(415);
  }

  @Test
  void theUpwardFileIsRefusedInTheReadersLanguage() {
    SchoolExport upward = SchoolExport.of("emp_sts.xml", "<EDT_STS/>");

    assertThat(send(upward))
        .bodyJson()
        .extractingPath("$.errors[0].message")
        .asString()
        .contains("sts_emp")
        .contains("fichier montant");
    assertThat(school.sendInEnglish(upward))
        .bodyJson()
        .extractingPath("$.errors[0].message")
        .asString()
        .contains("upward file");
  }

  private MvcTestResult send(SchoolExport... exports) {
    return school.send(exports);
  }

  private static String body(MvcTestResult answer) throws Exception {
    return answer.getResponse().getContentAsString();
  }

  private static String counts(MvcTestResult answer) {
    assertThat(answer).hasStatusOk();
    var counts = assertThat(answer).bodyJson();
    StringBuilder text = new StringBuilder();
    for (String what : List.of("created", "updated", "left", "unchanged")) {
      counts
          .extractingPath("$.students." + what)
          .satisfies(value -> text.append(text.isEmpty() ? "" : ", ").append(value + " " + what));
    }
    return text.toString();
  }

  private StructureId classOf(String code) {
    return StructureId.of(new SchoolId(uai), Kind.CLASS, code);
  }

  private long head() {
    return jdbc.sql("select coalesce(max(position), 0) from eventlog.event")
        .query(Long.class)
        .single();
  }

  private List<Long> logOf(String event) {
    return jdbc.sql(
            """
            select e.position from eventlog.event e join eventlog.event_tag t using (position)
            where e.type = 'planning.' || ? and t.tag = 'school:' || ?
            """)
        .param(event)
        .param(uai)
        .query((row, index) -> row.getLong(1))
        .list();
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table + " where school = ?")
        .param(uai)
        .query(Integer.class)
        .single();
  }

  private Object idOf(String number) {
    return jdbc.sql("select id from identity.student where school = ? and external_id = ?")
        .param(uai)
        .param(number)
        .query(UUID.class)
        .single();
  }

  private List<UUID> membersOf(StructureId structure, LocalDate day) {
    return jdbc.sql(
            """
            select student from planning.membership
            where structure = ? and "from" <= ? and (until is null or until > ?)
            """)
        .params(structure.value(), day, day)
        .query((row, index) -> row.getObject("student", UUID.class))
        .list();
  }
}
