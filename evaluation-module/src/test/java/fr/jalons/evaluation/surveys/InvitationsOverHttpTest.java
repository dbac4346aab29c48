package fr.jalons.evaluation.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.testing.TestServer;
import fr.jalons.platform.testing.TestServer.Answer;
import fr.jalons.platform.testing.ToldClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who is invited, and whom to remind. */
class InvitationsOverHttpTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");

  private static TestServer server;
  private static JdbcClient jdbc;

  private final List<UUID> students = Stream.generate(UUID::randomUUID).limit(5).toList();
  private final String code = "C" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    server = TestServer.start(ToldClock.on(TODAY));
    jdbc = server.part(JdbcClient.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aClassOfFive() {
    StructureId structure = StructureId.of(SCHOOL, StructureId.Kind.CLASS, code);
    server.given(new StructureDeclared(structure, SCHOOL, 2026, code, null, List.of()));
    for (UUID student : students) {
      server.given(
          new MembershipStarted(new StudentId(student), structure, SCHOOL, TODAY.minusDays(30)));
    }
  }

  @Test
  void whoComesLaterIsInvitedAndCounts() {
    for (boolean anonymous : List.of(true, false)) {
      String survey = open(anonymous);
      UUID late = UUID.randomUUID();
      StructureId structure = StructureId.of(SCHOOL, StructureId.Kind.CLASS, code);
      server.given(new MembershipStarted(new StudentId(late), structure, SCHOOL, TODAY));
      assertThat(answer(survey, late, 4).status()).isEqualTo(403);

      server.part(InviteLatecomers.Automation.class).inviteAll();

      assertThat(answer(survey, late, 4).status()).isEqualTo(204);
      assertThat(unanswered(survey).json().get("invited").asInt()).isGreaterThan(5);
    }
  }

  @Test
  void whoHasNotAnsweredIsToldByNameUnlessTheSurveyIsAnonymous() {
    for (boolean anonymous : List.of(true, false)) {
      String survey = open(anonymous);
      answer(survey, students.getFirst(), 4);
      students.forEach(
          student ->
              jdbc.sql(
                      """
                      insert into identity.student (id, school, family_name, first_name, search)
                      values (?, '0999999Z', 'ÉLÈVE', ?, '') on conflict (id) do nothing
                      """)
                  .params(student, "n° " + students.indexOf(student))
                  .update());

      JsonNode told = unanswered(survey).json();

      assertThat(told.get("invited").asInt()).isEqualTo(5);
      assertThat(told.get("answers").asInt()).isEqualTo(anonymous ? 0 : 1);
      assertThat(told.get("unanswered").asInt()).isEqualTo(anonymous ? 5 : 4);
      assertThat(told.has("people")).isEqualTo(!anonymous);
      if (!anonymous) {
        assertThat(told.at("/people/0/name").asString()).isEqualTo("ÉLÈVE n° 1");
        assertThat(told.get("people").size()).isEqualTo(4);
      }
    }
  }

  private static Answer unanswered(String survey) {
    return server.getUpToDate("/api/surveys/" + survey + "/unanswered").expect(200);
  }

  private String open(boolean anonymous) {
    String survey =
        server
            .post(
                "/api/surveys",
                """
                {"title":"Bilan","audience":"STUDENTS","class":"%s","anonymous":%b,"closesOn":"%s",
                 "questions":[{"id":"scale","text":"Utile ?","kind":"SCALE_1_5"}]}
                """
                    .formatted(code, anonymous, TODAY.plusDays(7)))
            .expect(201)
            .json()
            .get("id")
            .asString();
    assertThat(server.part(ReadModels.class).await(server.head(), Duration.ofSeconds(10))).isTrue();
    return survey;
  }

  private static Answer answer(String survey, UUID respondent, int scale) {
    return server.post(
        "/api/surveys/" + survey + "/answers",
        "{\"respondentId\":\"%s\",\"answers\":{\"scale\":%d}}".formatted(respondent, scale));
  }
}
