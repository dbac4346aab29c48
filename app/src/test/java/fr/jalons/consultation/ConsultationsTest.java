package fr.jalons.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.web.bind.annotation.RequestMethod.GET;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** On the demo school: what its people and programs look at, and who hears of it. */
class ConsultationsTest extends OnDemoSchool {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired DataSource database;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private List<Object> looks(String filter) {
    String body =
        new Visitor(port)
            .get("/api/students/" + student + "/consultations", "Authorization", bearer)
            .body();
    return JsonPath.read(body, "$[?(" + filter + ")]");
  }

  /** How long after another each look was recorded; other tests look, too. */
  private List<Duration> apart(String filter) {
    List<Instant> times =
        looks(filter).stream()
            .map(look -> Instant.parse(String.valueOf(((Map<?, ?>) look).get("at"))))
            .sorted()
            .toList();
    assertThat(times).isNotEmpty();
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
        .toList();
  }

  @Test
  void aTeachersLookIsRecordedOnceAndShownToTheFamilyByName() {
    Visitor teacher = person("demo-teacher");
    for (int i = 0; i < 3; i++) {
      assertThat(teacher.page("/students/" + student).statusCode()).isEqualTo(200);
    }
    assertThat(teacher.page("/students/" + student + "/history").statusCode()).isEqualTo(200);

    String teachers = "@.viewer == 'user:demo-teacher' && @.what == ";
    await().atMost(SOON).until(() -> !looks(teachers + "'HISTORY'").isEmpty());
    assertThat(apart(teachers + "'FOLLOW_UP'"))
        .allMatch(between -> between.compareTo(RecentLooks.ONE_LOOK.minus(SOON)) > 0);
    String page = person("demo-guardian").page("/students/" + student + "/consultations").body();
    assertThat(page).contains("Enseignant", "Historique").doesNotContain("user:demo-teacher");
    assertThat(person("demo-student").page("/students/" + student + "/consultations").body())
        .contains("Enseignant");
  }

  @Test
  void aLookFromAfarIsRecordedWithTheReasonWhichTheLogHoldsSealed() {
    HttpResponse<String> seen =
        person("demo-head")
            .get(
                "/api/students/" + student + "/follow-up", "Jalons-Reason", "Commission du 3 mars");
    assertThat(seen.statusCode()).isEqualTo(200);

    await().atMost(SOON).until(() -> looks("@.reason == 'Commission du 3 mars'").size() == 1);
    assertThat(
            jdbc.sql(
                    """
                    select count(*)::int from eventlog.event where type = 'privacy.FileConsulted'
                    and payload::text like '%Commission%'
                    """)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aClassIsTheFileOfEachOfItsStudents() {
    person("demo-cpe").page("/classes/1CAPPSR");

    await()
        .atMost(SOON)
        .until(() -> !looks("@.viewer == 'user:demo-cpe' && @.what == 'CLASS'").isEmpty());
    assertThat(
            jdbc.sql("select count(*)::int from consultation.look where viewer = 'user:demo-cpe'")
                .query(Integer.class)
                .single())
        .isGreaterThan(10);
  }

  @Test
  void aClassOnPaperIsTheFileOfEachOfItsStudentsToo() {
    assertThat(person("demo-psyen").page("/classes/1CAPPSR?print=true").body()).startsWith("%PDF-");

    await()
        .atMost(SOON)
        .until(() -> recorded().contains(new Shown("user:demo-psyen", FileKind.CLASS, student)));
  }

  @Test
  void anAuditorsLookAtAClassIsToldToThoseWhoLeftItToo() {
    UUID left = wasInClass();

    HttpResponse<String> page =
        person("demo-auditor").get("/audit/classes/1CAPPSR", "Jalons-Reason", "Contrôle annuel");
    assertThat(page.body()).contains("/audit/students/" + left);
    await()
        .atMost(SOON)
        .until(
            () ->
                jdbc.sql(
                        "select count(*)::int from consultation.look where student = ? and viewer = 'user:demo-auditor'")
                    .param(left)
                    .query(Integer.class)
                    .single(),
            told -> told == 1);
  }

  /** Somebody who belonged to the class until today. */
  private UUID wasInClass() {
    UUID left = UUID.randomUUID();
    Map<String, @Nullable Object> group =
        jdbc.sql(
                "select id, school from planning.structure where kind = 'CLASS' and code = '1CAPPSR'")
            .query()
            .singleRow();
    @Nullable Object structure = group.get("id");
    @Nullable Object school = group.get("school");
    String who =
        "{\"student\":\"%s\",\"structure\":\"%s\",\"school\":\"%s\","
            .formatted(left, structure, school);
    Set<String> tags = Set.of("student:" + left, "structure:" + structure, "school:" + school);
    new HistoryImport(database)
        .append(
            Stream.of(
                    past("planning.MembershipStarted", who + "\"from\":\"2026-09-01\"}", tags),
                    past("planning.MembershipEnded", who + "\"until\":\"2026-09-02\"}", tags))
                .iterator(),
            through -> {});
    await()
        .atMost(SOON)
        .until(
            () ->
                jdbc.sql("select count(*)::int from planning.membership where student = ?")
                    .param(left)
                    .query(Integer.class)
                    .single(),
            rows -> rows == 1);
    return left;
  }

  private static Past past(String type, String payload, Set<String> tags) {
    return new Past(
        UUID.randomUUID(), type, "1", payload, "{\"actor\":\"user:a\"}", Instant.now(), tags);
  }

  @Test
  void aNeedIsAPartOfItsStudentsFile() {
    String need =
        jdbc.sql(
                """
                select e.payload ->> 'need' from eventlog.event_tag t
                join eventlog.event e on e.position = t.position
                where t.tag = 'student:' || ?::uuid and e.type = 'planning.NeedDiagnosed' limit 1
                """)
            .param(student)
            .query(String.class)
            .single();
    assertThat(get("/api/needs/" + need).statusCode()).isEqualTo(200);

    await()
        .atMost(SOON)
        .until(() -> !looks("@.viewer == 'client:demo' && @.what == 'NEED'").isEmpty());
  }

  @Test
  void programsLookTooAndFamiliesAndFiguresAndRefusalsAreNoLooks() {
    new Visitor(port).get("/api/students/" + student + "/follow-up", "Authorization", bearer);
    person("demo-guardian").page("/students/" + student);
    person("demo-student").page("/students/" + student);
    person("demo-head").page("/classes/1CAPPSR");
    person("demo-partner").page("/students/" + student);
    person("demo-head").page("/students/" + student);

    await()
        .atMost(SOON)
        .until(() -> !looks("@.viewer == 'client:demo' && @.what == 'FOLLOW_UP'").isEmpty());
    assertThat(
            looks("@.viewer in ['user:demo-guardian', 'user:demo-student', 'user:demo-partner']"))
        .isEmpty();
    assertThat(looks("@.viewer == 'user:demo-head' && @.reason == null")).isEmpty();
  }

  @Test
  void teachersDoNotSeeWhoElseHasLooked() {
    assertThat(person("demo-teacher").page("/students/" + student + "/consultations").statusCode())
        .isEqualTo(403);
    assertThat(person("demo-auditor").page("/students/" + student + "/consultations").statusCode())
        .isEqualTo(200);
  }

  /** Whatever is mapped, asked by those who see students one by one. */
  @Test
  void eachStudentThatAnAnswerShowsIsToldOfTheLook() {
    Map<String, UUID> students = students();
    Set<Shown> shown = new HashSet<>();
    for (String login : List.of("demo-teacher", "demo-head", "demo-admin", "demo-auditor")) {
      Visitor reader = person(login);
      for (String pattern : readable()) {
        String[] reason =
            login.equals("demo-teacher")
                ? new String[] {"Accept", "*/*"}
                : new String[] {"Accept", "*/*", "Jalons-Reason", "Commission"};
        shown.addAll(
            shown(
                "user:" + login,
                pattern,
                reason.length > 2,
                reader.get(filled(pattern), reason),
                students));
      }
    }
    for (String pattern : readable()) {
      HttpResponse<String> answer = get(filled(pattern));
      shown.addAll(shown("client:demo", pattern, false, answer, students));
    }

    assertThat(shown)
        .extracting(Shown::what)
        .contains(
            FileKind.FOLLOW_UP,
            FileKind.HISTORY,
            FileKind.BUNDLE,
            FileKind.EXPORT,
            FileKind.NEED,
            FileKind.CLASS,
            FileKind.LIST,
            FileKind.ROLL,
            FileKind.ALERTS,
            FileKind.ERASURE);
    await().atMost(SOON).untilAsserted(() -> assertThat(recorded()).containsAll(shown));
  }

  private record Shown(String viewer, FileKind what, UUID student) {}

  /** By their identifiers, and by their names where no other student or teacher has the same. */
  private Map<String, UUID> students() {
    Map<String, UUID> students = new HashMap<>();
    jdbc.sql(
            """
            select id::text as shown, id from identity.student
            union all
            select min(coalesce(usage_name, family_name) || ' ' || first_name), min(id::text)::uuid
            from identity.student group by coalesce(usage_name, family_name) || ' ' || first_name
            having count(*) = 1 and coalesce(usage_name, family_name) || ' ' || first_name not in (
              select coalesce(usage_name, family_name) || ' ' || first_name from identity.teacher)
            """)
        .query(
            row -> {
              students.put(row.getString("shown"), row.getObject("id", UUID.class));
            });
    return students;
  }

  private Set<String> readable() {
    return mappings.getHandlerMethods().keySet().stream()
        .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(GET))
        .flatMap(mapping -> mapping.getPatternValues().stream())
        .filter(pattern -> !FileAccessInterceptor.NO_FILES.contains(pattern))
        .collect(Collectors.toSet());
  }

  private String filled(String pattern) {
    return pattern
            .replace("{student}", student.toString())
            .replace("{session}", idOf("session", "delivery.SessionHeld"))
            .replace("{survey}", idOf("survey", "evaluation.SurveyOpened"))
            .replace("{code}", "1CAPPSR")
            .replace(
                "{id}",
                pattern.contains("needs")
                    ? idOf("need", "planning.NeedDiagnosed")
                    : UUID.randomUUID().toString())
            .replaceAll("\\{[^}]+}", UUID.randomUUID().toString())
        + "?class=1CAPPSR&school=0990001X&audience=0990001X:D:1CAPPSR&student="
        + student;
  }

  /** Of something that concerns the student of the demonstration, where there is such a thing. */
  private String idOf(String field, String type) {
    return jdbc.sql(
            """
            select e.payload ->> :field from eventlog.event e
            left join eventlog.event_tag t
              on t.position = e.position and t.tag = 'student:' || :student
            where e.type = :type order by t.tag is null, e.position limit 1
            """)
        .param("field", field)
        .param("student", student)
        .param("type", type)
        .query(String.class)
        .single();
  }

  private Set<Shown> shown(
      String viewer,
      String pattern,
      boolean forReason,
      HttpResponse<String> answer,
      Map<String, UUID> students) {
    if (answer.statusCode() != 200
        || !forReason && FileAccessInterceptor.WITH_A_REASON.contains(pattern)) {
      return Set.of();
    }
    boolean onesFile = pattern.contains("{student}");
    Set<Shown> shown = new HashSet<>();
    if (onesFile) {
      shown.add(new Shown(viewer, FileAccessInterceptor.what(pattern), student));
    }
    String told = answer.body().replaceAll("href=\"[^\"]*language=[^\"]*\"", ""); // what was asked
    students.forEach(
        (text, id) -> {
          if (told.contains(text) && !(onesFile && id.equals(student))) {
            shown.add(
                new Shown(
                    viewer, onesFile ? FileKind.ROLL : FileAccessInterceptor.what(pattern), id));
          }
        });
    return shown;
  }

  private Set<Shown> recorded() {
    return Set.copyOf(
        jdbc.sql("select distinct viewer, what, student from consultation.look")
            .query(
                (row, number) ->
                    new Shown(
                        row.getString("viewer"),
                        FileKind.valueOf(row.getString("what")),
                        row.getObject("student", UUID.class)))
            .list());
  }

  @Test
  void whoHasLeftAClassSinceIsToldOfALookAtItsPast() {
    UUID left = wasInClass();
    long then =
        jdbc.sql(
                """
                select e.position from eventlog.event_tag t
                join eventlog.event e on e.position = t.position
                where t.tag = 'student:' || ?::uuid and e.type = 'planning.MembershipStarted'
                """)
            .param(left)
            .query(Long.class)
            .single();

    Visitor coordinator = person("demo-coordinator");
    assertThat(coordinator.get("/api/classes/1CAPPSR/follow-up").body())
        .doesNotContain(left.toString());
    assertThat(coordinator.get("/api/classes/1CAPPSR/follow-up?asOf=" + then).body())
        .contains(left.toString());

    await()
        .atMost(SOON)
        .until(() -> recorded().contains(new Shown("user:demo-coordinator", FileKind.CLASS, left)));
  }

  @Test
  void looksAreNoPartOfWhatBecameOfAStudent() {
    person("demo-lead").page("/students/" + student);
    await().atMost(SOON).until(() -> !looks("@.viewer == 'user:demo-lead'").isEmpty());

    assertThat(
            new Visitor(port)
                .get("/api/students/" + student + "/history?limit=1000", "Authorization", bearer)
                .body())
        .doesNotContain("FileConsulted");
  }
}
