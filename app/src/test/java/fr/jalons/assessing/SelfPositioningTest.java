package fr.jalons.assessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Students say in a form where they see themselves; it is read beside what assessors saw. */
class SelfPositioningTest extends OnDemoSchool {
  private static final String COMPETENCY = "CPS-E2.1";
  private static final String COMMENT = "Respire avant un oral de mécanique";

  @Autowired Clock clock;

  private String address() {
    return "/students/" + student + "/self-positionings";
  }

  private static Document document(Visitor reader, String path) {
    return Jsoup.parse(reader.page(path).body());
  }

  @Test
  void aStudentsOwnViewStandsBesideTheLevelOfAnAssessor() {
    HttpResponse<String> assessed =
        new Visitor(port)
            .json(
                "POST",
                "/api/students/" + student + "/assessments",
                """
                {"framework":"CPS","competency":"%s","level":2,"context":"COURSE",
                 "discipline":"Cuisine","observedOn":"%s"}
                """
                    .formatted(COMPETENCY, LocalDate.now(clock)),
                "Authorization",
                bearer);
    assertThat(assessed.statusCode()).as(assessed.body()).isEqualTo(201);

    Visitor own = person("demo-student");
    Document page = document(own, "/students/" + student);
    assertThat(page.select("a[href$=" + address() + "]").eachText())
        .contains("Me situer sur une compétence");
    Document form = document(own, address());
    assertThat(form.select("[name=statedOn]").val()).isEqualTo(LocalDate.now(clock).toString());
    Map<String, String> filled = new HashMap<>();
    filled.put("_csrf", Visitor.csrf(form.html()));
    filled.put("key", form.select("[name=key]").val());
    filled.put("framework", "CPS");
    filled.put("competency", COMPETENCY);
    filled.put("level", "4");
    filled.put("comment", COMMENT);
    filled.put("statedOn", LocalDate.now(clock).toString());
    HttpResponse<String> sent = own.post(address(), filled, "Accept", "text/html");
    assertThat(sent.statusCode()).as(sent.body()).isBetween(302, 303);

    String path = "/api/students/" + student + "/follow-up";
    String standing = "$.competencies[?(@.competency=='" + COMPETENCY + "')]";
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(JsonPath.<List<Integer>>read(get(path).body(), standing + ".own.level"))
                    .containsExactly(4));
    assertThat(JsonPath.<List<Integer>>read(get(path).body(), standing + ".latest.level"))
        .containsExactly(2);

    for (String login : List.of("demo-student", "demo-teacher", "demo-guardian")) {
      Document read = document(person(login), "/students/" + student);
      Element line =
          read.select("section[aria-labelledby=competencies] tr").stream()
              .filter(row -> row.text().contains(COMPETENCY))
              .findFirst()
              .orElseThrow();
      assertThat(line.child(1).text()).as(login).startsWith("2");
      assertThat(line.child(4).text()).as(login).startsWith("4 (");
      assertThat(read.select("section[aria-labelledby=self-positionings]").text())
          .as(login)
          .contains(COMPETENCY, COMMENT);
      assertThat(read.text()).contains("Vue de l’élève : niveau 4");
    }
    assertThat(
            jdbc.sql("select count(*) from eventlog.event where payload::text like ?")
                .param("%" + COMMENT + "%")
                .query(Integer.class)
                .single())
        .as("the comment in the clear")
        .isZero();
  }

  @Test
  void nobodySaysItForAStudent() {
    String body = "{\"framework\":\"CPS\",\"competency\":\"" + COMPETENCY + "\",\"level\":3}";
    for (String login :
        List.of("demo-teacher", "demo-lead", "demo-cpe", "demo-head", "demo-guardian")) {
      Visitor other = person(login);
      assertThat(other.page(address()).statusCode()).as(login).isEqualTo(403);
      assertThat(other.json("POST", "/api" + address(), body).statusCode())
          .as(login)
          .isEqualTo(403);
    }
    UUID classmate =
        jdbc.sql("select id from identity.student where id <> ? order by id limit 1")
            .param(student)
            .query(UUID.class)
            .single();
    assertThat(
            person("demo-student")
                .page("/students/" + classmate + "/self-positionings")
                .statusCode())
        .isBetween(403, 404);
  }
}
