package fr.jalons.delivery;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.AFTERWARDS;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.NEED;
import static fr.jalons.delivery.Classroom.OTHER_SCHOOL;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.TEACHER;
import static fr.jalons.delivery.Classroom.declared;
import static fr.jalons.delivery.Classroom.roster;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SessionsOverHttpTest {
  private static final int RIVALS = 16;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Clock.fixed(AFTERWARDS, PARIS));
    server.given(roster().toArray());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aSessionIsScheduledHeldCorrectedAndSeen() {
    String session = scheduled();
    held(session).expect(200);
    server
        .post(
            "/api/sessions/" + session + "/attendance-corrections",
            "{'studentId':'%s','status':'LATE','minutes':40,'reason':'métro'}".formatted(BEN))
        .expect(200);

    JsonNode seen = server.getUpToDate("/api/sessions/" + session).expect(200).json();
    assertThat(seen.path("status").asString()).isEqualTo("HELD");
    assertThat(seen.path("start").asString()).isEqualTo("2026-10-05T08:00:00Z");
    assertThat(seen.path("audience").path("code").asString()).isEqualTo("1CAP");
    assertThat(seen.path("attendance").findValuesAsString("studentId"))
        .containsExactlyInAnyOrder(ADA.toString(), BEN.toString());
    assertThat(seen.path("attendance").findValuesAsString("minutes"))
        .containsExactlyInAnyOrder("55", "40");
    assertThat(
            server
                .getUpToDate("/api/sessions?class=1CAP&from=2026-10-05&to=2026-10-05")
                .expect(200)
                .json()
                .findValuesAsString("id"))
        .contains(session);
  }

  @Test
  void aPlannedSessionIsMovedAndListedWhereItNowStands() {
    String session = scheduled();
    server
        .post(
            "/api/sessions/" + session + "/changes",
            "{'title':'Compter','start':'2026-10-12T14:00','minutes':40,'natures':['EXAM']}")
        .expect(200);

    JsonNode seen = server.getUpToDate("/api/sessions/" + session).expect(200).json();
    assertThat(seen.path("title").asString()).isEqualTo("Compter");
    assertThat(seen.path("start").asString()).isEqualTo("2026-10-12T12:00:00Z");
    assertThat(seen.path("minutes").asInt()).isEqualTo(40);
    assertThat(seen.path("status").asString()).isEqualTo("PLANNED");
    assertThat(seen.path("teachers")).isEmpty();
    assertThat(seen.path("needIds")).isEmpty();
    assertThat(listed("2026-10-12")).contains(session);
    assertThat(listed("2026-10-05")).doesNotContain(session);
  }

  private static List<String> listed(String day) {
    return server
        .getUpToDate("/api/sessions?class=1CAP&from=%1$s&to=%1$s".formatted(day))
        .expect(200)
        .json()
        .findValuesAsString("id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          title       | {'start':'2026-10-12T14:00','minutes':40}
          start       | {'title':'Lire','minutes':40}
          start       | {'title':'Lire','start':'demain','minutes':40}
          minutes     | {'title':'Lire','start':'2026-10-12T14:00'}
          minutes     | {'title':'Lire','start':'2026-10-12T14:00','minutes':0}
          natures[0]  | {'title':'Lire','start':'2026-10-12T14:00','minutes':40,'natures':['FUN']}
          needIds[0]  | {'title':'Lire','start':'2026-10-12T14:00','minutes':40,'needIds':['00000000-0000-0000-0000-000000000001']}
          """)
  void aChangeThatMakesNoSenseIsRefusedNamingTheField(String field, String body) {
    Answer answer = server.post("/api/sessions/" + scheduled() + "/changes", body).expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @Test
  void aSessionIsCancelled() {
    String session = scheduled();
    server.post("/api/sessions/" + session + "/cancellation", "{'reason':'grève'}").expect(200);
    assertThat(server.getUpToDate("/api/sessions/" + session).json().path("status").asString())
        .isEqualTo("CANCELLED");
    held(session).expect(409);
  }

  @Test
  void ofACodeThatSeveralSchoolsUseTheSchoolTellsWhichIsMeant() {
    StructureId shared = StructureId.of(SCHOOL, Kind.CLASS, "SHARED");
    server.given(
        declared(OTHER_SCHOOL, Kind.CLASS, "SHARED"),
        declared(SCHOOL, Kind.CLASS, "SHARED"),
        new MembershipStarted(ADA, shared, SCHOOL, DAY));
    String body =
        "{'title':'Lire','audience':{'class':'SHARED'%s},'start':'2026-10-05T10:00','minutes':55}";

    assertThat(server.post("/api/sessions", body.formatted("")).expect(400).faults())
        .containsExactly("audience.school: delivery.school-missing");
    server.post("/api/sessions", body.formatted(",'school':'" + SCHOOL + "'")).expect(201);
    assertThat(
            server
                .post("/api/sessions", body.formatted(",'school':'0999990Z'"))
                .expect(400)
                .faults())
        .containsExactly("audience.class: delivery.class-unknown");
  }

  @Test
  void aClassThatOneSchoolNoLongerHasIsThatOfTheOther() {
    StructureId left = StructureId.of(SCHOOL, Kind.CLASS, "LEFT");
    server.given(
        declared(OTHER_SCHOOL, Kind.CLASS, "LEFT"),
        declared(SCHOOL, Kind.CLASS, "LEFT"),
        new MembershipStarted(ADA, left, SCHOOL, DAY),
        new StructureWithdrawn(
            StructureId.of(OTHER_SCHOOL, Kind.CLASS, "LEFT"), OTHER_SCHOOL, DAY));

    server
        .post(
            "/api/sessions",
            "{'title':'Lire','audience':{'class':'LEFT'},'start':'2026-10-05T10:00','minutes':55}")
        .expect(201);
  }

  @Test
  void theSameSessionMayBeScheduledTwice() {
    String id = UUID.randomUUID().toString();
    schedule(id, "Lire").expect(201);
    long head = server.head();
    schedule(id, "Lire").expect(201);
    assertThat(server.head()).isEqualTo(head);
    schedule(id, "Compter").expect(409);
  }

  @Test
  void ofManyWhoTakeTheRollAtOnceOneSucceeds() throws Exception {
    String session = scheduled();
    try (ExecutorService teachers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, RIVALS)
              .mapToObj(rival -> teachers.submit(() -> held(session)))
              .toList();
      int succeeded = 0;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isIn(200, 409);
        succeeded += answer.get().status() == 200 ? 1 : 0;
      }
      assertThat(succeeded).isEqualTo(1);
    }
  }

  @Test
  void holdingAndCancellingAtOnceDoNotBothSucceed() throws Exception {
    for (int round = 0; round < RIVALS; round++) {
      String session = scheduled();
      try (ExecutorService teachers = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> held = teachers.submit(() -> held(session));
        Future<Answer> cancelled =
            teachers.submit(
                () ->
                    server.post("/api/sessions/" + session + "/cancellation", "{'reason':'non'}"));
        assertThat(List.of(held.get().status(), cancelled.get().status()))
            .containsExactlyInAnyOrder(200, 409);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          title             | 'title':null
          title             | 'title':' '
          title             | 'title':'%LONG%'
          title             | 'title':'a\\u0000b'
          title             | 'title':{}
          audience          | 'audience':null
          audience          | 'audience':{}
          audience          | 'audience':{'class':'1CAP','group':'1CAP'}
          audience          | 'audience':{'class':''}
          audience          | 'audience':'1CAP'
          audience.class    | 'audience':{'class':'NONE'}
          audience.group    | 'audience':{'group':'1CAP'}
          audience.class    | 'audience':{'class':'\\u0000'}
          audience.class    | 'audience':{'class':'\\ud83d'}
          audience.class    | 'audience':{'class':'1CAP','school':'0999998Y'}
          audience.school   | 'audience':{'class':'1CAP','school':'Lycée'}
          start             | 'start':null
          start             | 'start':''
          start             | 'start':'demain'
          start             | 'start':17e99
          start             | 'start':'+999999999-12-31T23:59:59Z'
          minutes           | 'minutes':null
          minutes           | 'minutes':0
          minutes           | 'minutes':-5
          minutes           | 'minutes':601
          minutes           | 'minutes':99999999999
          minutes           | 'minutes':55.5
          minutes           | 'minutes':'an hour'
          teachers[0]       | 'teachers':[null]
          teachers[0]       | 'teachers':['']
          teachers[0]       | 'teachers':['nobody']
          teachers[1]       | 'teachers':['%TEACHER%','00000000-0000-0000-0000-000000000001']
          teachers          | 'teachers':{}
          natures[0]        | 'natures':[null]
          natures[0]        | 'natures':['FUN']
          natures[0]        | 'natures':[0]
          needIds[1]        | 'needIds':['%NEED%',null]
          needIds[0]        | 'needIds':['00000000-0000-0000-0000-000000000001']
          id                | 'id':'1-1-1-1-1'
          id                | 'id':17
          id                | 'id':''
          """)
  void aSessionThatMakesNoSenseIsRefusedNamingTheField(String field, String member) {
    String name = member.substring(1, member.indexOf('\'', 1));
    String text =
        member
            .replace("%LONG%", "x".repeat(201))
            .replace("%TEACHER%", TEACHER.toString())
            .replace("%NEED%", NEED.toString());
    String body =
        "{"
            + List.of(
                    "'title':'Lire'",
                    "'audience':{'class':'1CAP'}",
                    "'start':'2026-10-05T10:00'",
                    "'minutes':55")
                .stream()
                .filter(usual -> !usual.startsWith("'" + name + "'"))
                .reduce(text, (a, b) -> a + "," + b)
            + "}";
    Answer answer = server.post("/api/sessions", body).expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          attendance              | {}
          attendance              | {'attendance':null}
          attendance              | {'attendance':[]}
          attendance[0]           | {'attendance':[null]}
          attendance[0].studentId | {'attendance':[{'status':'PRESENT'}]}
          attendance[0].studentId | {'attendance':[{'studentId':'','status':'PRESENT'}]}
          attendance[0].status    | {'attendance':[{'studentId':'%ADA%'}]}
          attendance[0].status    | {'attendance':[{'studentId':'%ADA%','status':'ASLEEP'}]}
          attendance[0].minutes   | {'attendance':[{'studentId':'%ADA%','status':'PRESENT','minutes':56}]}
          attendance[0].minutes   | {'attendance':[{'studentId':'%ADA%','status':'PRESENT','minutes':-2147483648}]}
          attendance[0].minutes   | {'attendance':[{'studentId':'%ADA%','status':'EXCUSED','minutes':5}]}
          attendance[0].minutes   | {'attendance':[{'studentId':'%ADA%','status':'PRESENT','minutes':1e400}]}
          summary                 | {'attendance':[{'studentId':'%ADA%','status':'PRESENT'}],'summary':'\\u0000'}
          summary                 | {'attendance':[{'studentId':'%ADA%','status':'PRESENT'}],'summary':'%LONG%'}
          competencies[0]         | {'attendance':[{'studentId':'%ADA%','status':'PRESENT'}],'competencies':[null]}
          competencies[0]         | {'attendance':[{'studentId':'%ADA%','status':'PRESENT'}],'competencies':['']}
          competencies[1]         | {'attendance':[{'studentId':'%ADA%','status':'PRESENT'}],'competencies':['LIRE','?']}
          """)
  void aRollThatMakesNoSenseIsRefusedNamingTheField(String field, String body) {
    Answer answer =
        server
            .post(
                "/api/sessions/" + scheduled() + "/held",
                body.replace("%ADA%", ADA.toString()).replace("%LONG%", "x".repeat(4001)))
            .expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "17", "'text'", "{", "{'reason':", "[[[[[[[[[["})
  void whatIsNoBodyIsRefused(String body) {
    String session = scheduled();
    for (String path :
        List.of(
            "",
            "/" + session + "/changes",
            "/" + session + "/held",
            "/" + session + "/cancellation")) {
      server.post("/api/sessions" + path, body).expect(400);
    }
    server.post("/api/sessions/" + session + "/attendance-corrections", body).expect(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'reason':null}", "{'reason':' '}", "{'reason':'\\u0000'}"})
  void aReasonIsGiven(String body) {
    String session = scheduled();
    Answer cancelled = server.post("/api/sessions/" + session + "/cancellation", body).expect(400);
    assertThat(cancelled.faults()).anyMatch(fault -> fault.startsWith("reason: "));
    held(session);
    String correction =
        "{'studentId':'%s','status':'EXCUSED'%s"
            .formatted(ADA, body.replaceFirst("\\{", ","))
            .replace(",}", "}");
    Answer corrected =
        server.post("/api/sessions/" + session + "/attendance-corrections", correction).expect(400);
    assertThat(corrected.faults()).anyMatch(fault -> fault.startsWith("reason: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-0000-0000-000000000001", "1-1-1-1-1", "x", "null"})
  void aSessionThatIsNoneIsNotFound(String session) {
    held(session).expect(404);
    server.post("/api/sessions/" + session + "/cancellation", "{'reason':'non'}").expect(404);
    server
        .post(
            "/api/sessions/" + session + "/changes",
            "{'title':'Lire','start':'2026-10-12T14:00','minutes':40}")
        .expect(404);
    server
        .post(
            "/api/sessions/" + session + "/attendance-corrections",
            "{'studentId':'%s','status':'EXCUSED','reason':'oubli'}".formatted(ADA))
        .expect(404);
    server.get("/api/sessions/" + session).expect(404);
  }

  @ParameterizedTest
  @CsvSource({
    "class, ''",
    "class, class=",
    "class, class=1CAP&group=1CAP",
    "class, class=%00",
    "school, class=1CAP&school=here",
    "from, class=1CAP&from=2026-02-30",
    "from, class=1CAP&from=%2B999999999-12-31",
    "from, class=1CAP&from=05/10/2026",
    "to, class=1CAP&from=2026-10-05&to=2026-10-04"
  })
  void aListThatMakesNoSenseIsRefusedNamingTheParameter(String field, String query) {
    Answer answer = server.get("/api/sessions?" + query).expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @Test
  void anUnknownClassHasNoSessions() {
    assertThat(server.get("/api/sessions?class=NONE").expect(200).json()).isEmpty();
  }

  @Test
  void aWeeklySessionTellsWhatWasPlannedWithIt() {
    String id = UUID.randomUUID().toString();
    String body =
        """
        {'id':'%s','title':'Lire','audience':{'class':'1CAP'},'start':'2026-10-05T10:00','minutes':55,
         'weeklyUntil':'2026-10-26'}
        """
            .formatted(id);
    server.post("/api/sessions", body).expect(201);
    server.post("/api/sessions", body).expect(201);

    JsonNode weekly = server.getUpToDate("/api/sessions/" + id).expect(200).json().path("weekly");
    assertThat(weekly.path("until").asString()).isEqualTo("2026-10-26");
    assertThat(weekly.path("leftOut").isEmpty()).isTrue();
    assertThat(weekly.path("sessions")).hasSize(4);
    JsonNode last =
        server
            .getUpToDate("/api/sessions/" + weekly.path("sessions").path(3).asString())
            .expect(200)
            .json();
    assertThat(last.path("start").asString()).isEqualTo("2026-10-26T09:00:00Z");
    assertThat(last.has("weekly")).isFalse();
  }

  private static String scheduled() {
    String id = UUID.randomUUID().toString();
    schedule(id, "Lire").expect(201);
    return id;
  }

  private static Answer schedule(String id, String title) {
    return server.post(
        "/api/sessions",
        """
        {'id':'%s','title':'%s','audience':{'class':'1CAP'},'start':'2026-10-05T10:00','minutes':55,
         'teachers':['%s'],'natures':['EXAM'],'needIds':['%s']}
        """
            .formatted(id, title, TEACHER, NEED));
  }

  private static Answer held(String session) {
    return server.post(
        "/api/sessions/" + session + "/held",
        "{'attendance':[{'studentId':'%s','status':'PRESENT'}],'summary':'Lu'}".formatted(ADA));
  }
}
