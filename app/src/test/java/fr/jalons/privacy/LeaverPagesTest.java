package fr.jalons.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.DemoDatabase;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who has left is listed by year with the class, the day, and the day of the erasure. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "jalons.retention=P1Y")
class LeaverPagesTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPEPC");
  private static final String PAGE = "/rosters/leavers";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired AxonConfiguration axon;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;
  @Autowired Clock clock;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @Test
  void leaversAreListedByYearWithTheirClassAndAreFoundByNameOrClass() {
    LocalDate today = LocalDate.now(clock);
    List<UUID> students = members();
    StudentId left = new StudentId(students.get(0));
    StudentId back = new StudentId(students.get(1));
    StudentId longAgo = new StudentId(students.get(2));
    leaves(left, today.minusDays(10));
    leaves(back, today.minusDays(10));
    given(new StudentBack(back, SCHOOL));
    leaves(longAgo, today.minusYears(1).minusDays(10));

    Document page = page("demo-admin", "");
    String line = row(page, left);
    assertThat(line)
        .contains(
            name(left), "1CAPEPC", DAY.format(today.minusDays(10)), DAY.format(today.plusYears(1)));
    assertThat(page.text()).contains("se corrige dans SIECLE").doesNotContain(name(back));
    assertThat(page.select("main h2").eachText())
        .hasSize(2)
        .isSortedAccordingTo(Comparator.reverseOrder());

    String folded = name(left).toLowerCase(Locale.ROOT);
    assertThat(page("demo-admin", "?q=" + folded.replace(" ", "%20")).text()).contains(name(left));
    assertThat(page("demo-admin", "?q=1capepc").text())
        .contains(name(left))
        .doesNotContain(name(longAgo));
    assertThat(page("demo-admin", "?q=personne-de-ce-nom").text())
        .contains("personne ne répond à cette recherche");
    String year = page.select("#year option").last().attr("value");
    assertThat(page("demo-admin", "?year=" + year).text())
        .contains(name(longAgo))
        .doesNotContain(name(left));
    HttpResponse<String> english =
        signedIn("demo-head")
            .get(
                PAGE, "Accept", "text/html", "Accept-Language", "en", "Jalons-Reason", "Follow-up");
    assertThat(english.body()).contains("Students who have left", "First day of absence");
  }

  @Test
  void namesAreForThoseWhoLeadTheSchoolAndSayWhy() {
    Visitor admin = signedIn("demo-admin");
    assertThat(admin.page(PAGE).body()).doesNotContain("<table");
    assertThat(admin.page("/rosters").body()).contains(PAGE);
    assertThat(signedIn("demo-head").page("/school").body()).contains(PAGE);
    for (String login : List.of("demo-teacher", "demo-guardian", "demo-auditor")) {
      assertThat(signedIn(login).page(PAGE).statusCode()).as(login).isEqualTo(403);
    }
    assertThat(signedIn("demo-teacher").page("/school").body()).doesNotContain(PAGE);
  }

  private List<UUID> members() {
    return jdbc.sql(
            """
            select s.id from planning.membership_on(current_date) m
            join identity.student s on s.id = m.student where m.structure = ? order by s.id
            """)
        .param(CLASS.value())
        .query(UUID.class)
        .list();
  }

  private void leaves(StudentId student, LocalDate on) {
    given(new MembershipEnded(student, CLASS, SCHOOL, on), new StudentLeft(student, SCHOOL, on));
  }

  private void given(Object... events) {
    axon.getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            unit -> {
              EventAppender.forContext(unit).append(List.of(events));
              return CompletableFuture.<Void>completedFuture(null);
            })
        .join();
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
  }

  private Visitor signedIn(String login) {
    Visitor visitor = new Visitor(port);
    visitor.signIn(login, "demo");
    return visitor;
  }

  private Document page(String login, String query) {
    HttpResponse<String> answer =
        signedIn(login)
            .get(PAGE + query, "Accept", "text/html", "Jalons-Reason", "Commission de suivi");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static String row(Document page, StudentId student) {
    return page.select("tr:has(a[href=/students/" + student + "])").text();
  }

  private String name(StudentId student) {
    return jdbc.sql(
            """
            select coalesce(usage_name, family_name) || ' ' || first_name
            from identity.student where id = ?
            """)
        .param(student.value())
        .query(String.class)
        .single();
  }
}
