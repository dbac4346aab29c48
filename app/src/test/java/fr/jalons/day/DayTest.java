package fr.jalons.day;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What waits for somebody: theirs, and nobody else's. */
class DayTest extends OnDemoSchool {
  private static final String CLASS = "{'class':'1CAPPSR'}";

  @Autowired Clock clock;

  private LocalDate today = LocalDate.EPOCH;
  private String teacher = "";
  private String colleague = "";

  @BeforeEach
  void meet() {
    today = LocalDate.now(clock);
    teacher =
        jdbc.sql("select person from security.account where login = 'demo-teacher'")
            .query(String.class)
            .single();
    colleague =
        jdbc.sql("select id from identity.teacher where id <> ?::uuid order by id limit 1")
            .param(teacher)
            .query(String.class)
            .single();
  }

  private String title() {
    return "Ma journée " + UUID.randomUUID();
  }

  /** The identifier of what was made, once it is known to all readers. */
  private String post(String path, String body) {
    HttpResponse<String> answer =
        new Visitor(port).json("POST", path, body.replace('\'', '"'), "Authorization", bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String position = answer.headers().firstValue("Jalons-Position").orElseThrow();
    new Visitor(port)
        .get("/api/publications", "Authorization", bearer, "Jalons-Position", position);
    return JsonPath.read(answer.body(), "$.id");
  }

  private String session(String teachers, LocalDate day) {
    String title = title();
    post(
        "/api/sessions",
        "{'title':'%s','audience':%s,'start':'%sT00:00','minutes':55,'natures':['AUTONOMY'],'teachers':[%s]}"
            .formatted(title, CLASS, day, teachers));
    return title;
  }

  private String task(String assignee, LocalDate assigned, LocalDate due) {
    return post(
        "/api/tasks",
        "{'kind':'TEAM_TASK','title':'%s','assignees':['%s'],'assignedOn':'%s','dueOn':'%s'}"
            .formatted(title(), assignee, assigned, due));
  }

  private static String quoted(String id) {
    return "'" + id + "'";
  }

  private List<String> of(Visitor visitor, String path) {
    HttpResponse<String> answer = visitor.get("/api/day");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonPath.read(answer.body(), path);
  }

  @Test
  void aSessionIsOfWhomItNamesAndOfTheWholeTeamIfItNamesNobody() {
    String own = session(quoted(teacher), today);
    String others = session(quoted(colleague), today);
    String nobodys = session("", today);
    String tomorrow = session(quoted(teacher), today.plusDays(1));

    Visitor me = person("demo-teacher");
    assertThat(of(me, "$.sessions[?(@.callable)].title"))
        .contains(own, nobodys)
        .doesNotContain(others);
    assertThat(of(me, "$.sessions[*].title")).doesNotContain(tomorrow);
    assertThat(of(person("demo-coordinator"), "$.sessions[*].title"))
        .doesNotContain(own, others, nobodys);
    assertThat(me.page("/day").body()).contains(own, nobodys, tomorrow).doesNotContain(others);
  }

  @Test
  void aTaskWaitsForThoseItNamesFromAWeekBeforeUntilItIsDone() {
    String soon = task(teacher, today, today.plusDays(7));
    String late = task(teacher, today.minusDays(3), today.minusDays(2));
    String far = task(teacher, today, today.plusDays(8));
    String others = task(colleague, today, today);
    String done = task(teacher, today, today);
    post("/api/tasks/" + done + "/completions", "{}");
    String dropped = task(teacher, today, today);
    assertThat(
            new Visitor(port)
                .json(
                    "POST",
                    "/api/records/" + dropped + "/withdrawal",
                    "{\"reason\":\"Erreur\"}",
                    "Authorization",
                    bearer)
                .statusCode())
        .isEqualTo(204);

    Visitor me = person("demo-teacher");
    assertThat(of(me, "$.tasks[*].id"))
        .contains(soon, late)
        .doesNotContain(far, others, done, dropped);
    List<Integer> days =
        JsonPath.read(me.get("/api/day").body(), "$.tasks[?(@.id=='" + late + "')].late");
    assertThat(days).containsExactly(2);
    assertThat(me.page("/day").body()).contains("2 j de retard");
  }

  @Test
  void aReviewWaitsUntilItIsHeldWithEachStudentAndAWorkTellsWhoHasDoneIt() {
    String review =
        post(
            "/api/reviews",
            "{'scope':%s,'kind':'STAGE_REVIEW','title':'%s','opensOn':'%s','dueOn':'%s'}"
                .formatted(CLASS, title(), today, today.plusDays(14)));
    String far =
        post(
            "/api/reviews",
            "{'scope':%s,'kind':'STAGE_REVIEW','title':'%s','opensOn':'%s','dueOn':'%s'}"
                .formatted(CLASS, title(), today, today.plusDays(15)));
    LocalDate sunday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    String work =
        post(
            "/api/personal-works",
            "{'scope':%s,'title':'%s','dueOn':'%s'}".formatted(CLASS, title(), sunday));
    String next =
        post(
            "/api/personal-works",
            "{'scope':%s,'title':'%s','dueOn':'%s'}".formatted(CLASS, title(), sunday.plusDays(1)));
    Visitor me = person("demo-teacher");
    String mine = "$.reviews[?(@.id=='" + review + "')].";
    int all = ((Number) one(me, mine + "students")).intValue();
    assertThat(all).isGreaterThan(5);
    assertThat(one(me, mine + "left")).isEqualTo(all);

    post(
        "/api/reviews/" + review + "/holdings",
        "{'studentId':'%s','summary':'Tient son cahier à jour','strengths':[{'text':'Tient le rythme'}]}"
            .formatted(student));
    post(
        "/api/personal-works/" + work + "/completions",
        "{'studentId':'%s','help':'NONE'}".formatted(student));

    assertThat(one(me, mine + "left")).isEqualTo(all - 1);
    assertThat(of(me, "$.reviews[*].id")).doesNotContain(far);
    assertThat(one(me, "$.works[?(@.id=='" + work + "')].done")).isEqualTo(1);
    assertThat(of(me, "$.works[*].id")).doesNotContain(next);
  }

  private Object one(Visitor visitor, String path) {
    List<Object> found = JsonPath.read(visitor.get("/api/day").body(), path);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void aPublicationIsToBeReadUntilItIsRead() {
    String theirs =
        post(
            "/api/publications",
            "{'title':'%s','indicators':['S42'],'scopes':['SCHOOL'],'audiences':['STAFF']}"
                .formatted(title()));
    String families =
        post(
            "/api/publications",
            "{'title':'%s','indicators':['S42'],'scopes':['SCHOOL'],'audiences':['GUARDIANS']}"
                .formatted(title()));
    Visitor me = person("demo-teacher");
    assertThat(of(me, "$.messages[*].id")).contains(theirs).doesNotContain(families);
    post("/api/publications/" + theirs + "/readings", "{'readerId':'" + teacher + "'}");
    assertThat(of(me, "$.messages[*].id")).doesNotContain(theirs);
  }

  @Test
  void alertsWithinReachAreCountedUntilTheyAreDecided() {
    Visitor me = person("demo-teacher");
    int before = alerts(me);
    String alert =
        post(
            "/api/alerts", "{'studentId':'%s','text':'Ne vient plus le lundi'}".formatted(student));
    assertThat(alerts(me)).isEqualTo(before + 1);
    assertThat(alerts(person("demo-coordinator"))).isGreaterThan(before);
    assertThat(me.page("/day").body()).contains("href=\"/alerts\"");

    post(
        "/api/alerts/" + alert + "/decisions",
        "{'verdict':'DISMISS','scale':'CLASS','body':'CONCERTATION','text':'Rendez-vous au centre de soins'}");
    assertThat(alerts(me)).isEqualTo(before);
  }

  private static int alerts(Visitor visitor) {
    return JsonPath.read(visitor.get("/api/day").body(), "$.alerts");
  }

  /** Who must say why they look at students is not asked here: nobody is named. */
  @Test
  void theHomePageOfStaffNamesNoStudentAndIsNotForFamilies() {
    session(quoted(teacher), today);
    for (String login : List.of("demo-teacher", "demo-cpe", "demo-psyen", "demo-head")) {
      Visitor staff = person(login);
      assertThat(staff.page("/").headers().firstValue("Location").orElse("")).endsWith("/day");
      String page = staff.page("/day").body();
      assertThat(page).contains("Ma journée").doesNotContain(student.toString());
      assertThat(staff.get("/day/waiting").statusCode()).isEqualTo(200);
    }
    assertThat(person("demo-teacher").get("/day/waiting").body()).contains("en attente");
    for (String login : List.of("demo-student", "demo-guardian", "demo-partner", "demo-admin")) {
      Visitor other = person(login);
      HttpResponse<String> home = other.page("/");
      assertThat(home.statusCode()).isEqualTo(200);
      assertThat(home.body()).doesNotContain("/day");
      assertThat(other.get("/api/day").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aProgramIsAskedNothingAndToldWhatItReaches() {
    HttpResponse<String> answer = get("/api/day");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$"))
        .containsEntry("day", today.toString())
        .containsEntry("sessions", List.of())
        .containsEntry("tasks", List.of());
  }
}
