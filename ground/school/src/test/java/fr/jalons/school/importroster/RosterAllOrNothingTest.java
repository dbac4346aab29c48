package fr.jalons.school.importroster;

import static fr.jalons.school.SchoolClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolId;
import fr.jalons.school.SchoolApplication;
import fr.jalons.school.SchoolClient;
import fr.jalons.school.identity.Matching;
import fr.jalons.school.identity.People;
import fr.jalons.school.identity.StagedPeople;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Whatever happens, an import leaves all of it or nothing, and once. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class RosterAllOrNothingTest {
  private final SchoolClient school;
  private final StagedPeople staged;
  private final RosterImports imports;
  private final String uai;
  private final SchoolExport students;
  private final SchoolExport guardians;
  private final SchoolExport staff;

  @Autowired
  RosterAllOrNothingTest(WebApplicationContext web, StagedPeople staged, RosterImports imports) {
    this.school = new SchoolClient(web);
    this.staged = staged;
    this.imports = imports;
    this.uai = school.uai();
    this.students = school.students();
    this.guardians = school.guardians();
    this.staff = school.staff();
  }

  @Test
  void aBrokenThirdFileChangesNothing() {
    long before = school.head();

    MvcTestResult answer = school.send(students, guardians, staff.with("</STS_EDT>", ""));

    assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].file").isEqualTo("sts_emp.xml");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].line").isNotNull();
    assertThat(school.head()).isEqualTo(before);
    assertThat(school.people("student")).isZero();
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void aCrashBetweenStagingAndTheLogLeavesNothingBehind() {
    ImportId crashed = new ImportId(UUID.randomUUID());
    People people =
        Matching.match(
                RosterReader.read(List.of(students.file())),
                new People(null, List.of(), List.of(), List.of(), List.of(), List.of()),
                UUID::randomUUID)
            .people();
    staged.stage(crashed, new SchoolId(uai), people);

    assertThat(school.get("/api/students")).bodyJson().extractingPath("$").asArray().isEmpty();
    imports.sweep();
    assertThat(staged.schools()).isEmpty();

    staged.stage(crashed, new SchoolId(uai), people);
    assertThat(counts(school.send(students)))
        .isEqualTo("5 created, 0 updated, 1 left, 0 unchanged");
    assertThat(staged.schools()).isEmpty();
    assertThat(school.people("student")).isEqualTo(5);
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameAnswerOnce() throws Exception {
    String first = body(school.sendWithKey("key-" + uai, students, staff));
    long before = school.head();

    assertThat(body(school.sendWithKey("key-" + uai, students, staff))).isEqualTo(first);
    assertThat(school.sendWithKey("key-" + uai, students)).hasStatus(422);
    assertThat(school.head()).isEqualTo(before);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void importsAtTheSameTimeKnowEveryStudentOnce() throws Exception {
    List<Callable<MvcTestResult>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(() -> school.send(students, guardians, staff));
      calls.add(() -> school.sendWithKey("race-" + uai, students, guardians, staff));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<MvcTestResult> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).hasStatusOk();
      }
    }

    assertThat(school.people("student")).isEqualTo(5);
    assertThat(school.events("RosterImported")).isEqualTo(1);
    assertThat(school.events("StudentRegistered")).isEqualTo(5);
  }

  private static String body(MvcTestResult answer) throws Exception {
    return answer.getResponse().getContentAsString();
  }
}
