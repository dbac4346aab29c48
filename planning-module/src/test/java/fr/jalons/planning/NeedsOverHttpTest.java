package fr.jalons.planning;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs, interviews and positioning tests as clients record them. */
class NeedsOverHttpTest {
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final String STUDENTS = "/api/students/" + STUDENT;
  private static final String NEED =
      "{'area':'AUTONOMY','description':'S’organiser','diagnosedOn':'2026-10-01'}";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneId.of("Europe/Paris")));
    server.given(new StudentRegistered(STUDENT, new SchoolId("0999999Z")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aNeedIsDiagnosedRefinedAndClosed() {
    String need = diagnosed();
    server
        .post("/api/needs/" + need + "/refinements", "{'description':'Noter les devoirs'}")
        .expect(204);
    server.post("/api/needs/" + need + "/closure", "{'outcome':'Acquis'}").expect(204);
    server.post("/api/needs/" + need + "/closure", "{'outcome':'Acquis'}").expect(409);
    server.post("/api/needs/" + need + "/refinements", "{'description':'x'}").expect(409);
  }

  @Test
  void theSamePositioningEnteredTwiceIsOne() {
    String body = "{'subject':'FRENCH','takenOn':'2026-09-10','score':12.50,'maximum':20}";
    Answer first = server.post(STUDENTS + "/positionings", body).expect(201);
    long head = server.head();
    Answer second = server.post(STUDENTS + "/positionings", body).expect(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(server.head()).isEqualTo(head);
    server.post(STUDENTS + "/positionings", body.replace("12.50", "13")).expect(409);
  }

  @Test
  void anInterviewIsRecorded() {
    server
        .post(STUDENTS + "/interviews", "{'heldOn':'2026-10-01','summary':'Pâtissier'}")
        .expect(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          needs        | description | {'area':'EXAM','diagnosedOn':'2026-10-01'}
          needs        | description | {'area':'EXAM','diagnosedOn':'2026-10-01','description':'a\\u0000'}
          needs        | area        | {'area':'OTHER','diagnosedOn':'2026-10-01','description':'a'}
          needs        | area        | {'area':1,'diagnosedOn':'2026-10-01','description':'a'}
          needs        | diagnosedOn | {'area':'EXAM','diagnosedOn':'2026-10-02','description':'a'}
          needs        | diagnosedOn | {'area':'EXAM','diagnosedOn':'-9999-10-02','description':'a'}
          needs        | source      | {'area':'EXAM','diagnosedOn':'2026-10-01','description':'a','source':'\\udc00'}
          needs        | id          | {'area':'EXAM','diagnosedOn':'2026-10-01','description':'a','id':''}
          interviews   | heldOn      | {'summary':'a'}
          interviews   | heldOn      | {'heldOn':'2026-10-02','summary':'a'}
          interviews   | heldOn      | {'heldOn':'2026-13-01','summary':'a'}
          interviews   | summary     | {'heldOn':'2026-10-01','summary':' '}
          interviews   | summary     | {'heldOn':'2026-10-01','summary':'\\u0000'}
          positionings | subject     | {'takenOn':'2026-10-01','score':1,'maximum':20}
          positionings | subject     | {'subject':'LATIN','takenOn':'2026-10-01','score':1,'maximum':20}
          positionings | takenOn     | {'subject':'FRENCH','score':1,'maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':-1,'maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':1e999999999,'maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':1e-999999999,'maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':1e2147483647,'maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':20.01,'maximum':20}
          positionings | maximum     | {'subject':'FRENCH','takenOn':'2026-10-01','score':0,'maximum':0}
          positionings | maximum     | {'subject':'FRENCH','takenOn':'2026-10-01','score':0,'maximum':1000.01}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':'NaN','maximum':20}
          positionings | score       | {'subject':'FRENCH','takenOn':'2026-10-01','score':'','maximum':20}
          positionings | maximum     | {'subject':'FRENCH','takenOn':'2026-10-01','score':1,'maximum':null}
          positionings | maximum     | {'subject':'FRENCH','takenOn':'2026-10-01','score':1,'maximum':1e999999999}
          positionings | maximum     | {'subject':'FRENCH','takenOn':'2026-10-01','score':1,'maximum':20.001}
          """)
  void whatMakesNoSenseIsRefusedNamingTheField(String what, String field, String body) {
    Answer answer = server.post(STUDENTS + "/" + what, body).expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          refinements | description | {}
          refinements | description | {'description':' '}
          refinements | description | {'description':'\\u0000'}
          refinements | area        | {'description':'a','area':''}
          refinements | refinedOn   | {'description':'a','refinedOn':'2026-10-02'}
          closure     | outcome     | {}
          closure     | outcome     | {'outcome':''}
          closure     | outcome     | {'outcome':'\\ud800'}
          """)
  void whatMakesNoSenseOfANeedIsRefusedNamingTheField(String what, String field, String body) {
    Answer answer = server.post("/api/needs/" + diagnosed() + "/" + what, body).expect(400);
    assertThat(answer.faults()).as(answer.text()).anyMatch(f -> f.startsWith(field + ": "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "17", "'text'", "{", "{'summary':"})
  void whatIsNoBodyIsRefused(String body) {
    server.post(STUDENTS + "/needs", body).expect(400);
    server.post(STUDENTS + "/interviews", body).expect(400);
    server.post(STUDENTS + "/positionings", body).expect(400);
    server.post("/api/needs/" + UUID.randomUUID() + "/refinements", body).expect(400);
    server.post("/api/needs/" + UUID.randomUUID() + "/closure", body).expect(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-0000-0000-000000000001", "1-1-1-1-1", "x"})
  void whoeverOrWhateverIsUnknownIsNotFound(String id) {
    server.post("/api/students/" + id + "/needs", NEED).expect(404);
    server
        .post("/api/students/" + id + "/interviews", "{'heldOn':'2026-10-01','summary':'a'}")
        .expect(404);
    server
        .post(
            "/api/students/" + id + "/positionings",
            "{'subject':'FRENCH','takenOn':'2026-10-01','score':1,'maximum':20}")
        .expect(404);
    server.post("/api/needs/" + id + "/refinements", "{'description':'a'}").expect(404);
    server.post("/api/needs/" + id + "/closure", "{'outcome':'a'}").expect(404);
  }

  private static String diagnosed() {
    return server.post(STUDENTS + "/needs", NEED).expect(201).json().path("id").asString();
  }
}
