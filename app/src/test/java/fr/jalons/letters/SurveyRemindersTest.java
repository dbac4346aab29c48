package fr.jalons.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import fr.jalons.demo.MailOfTests;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.evaluation.surveys.CloseSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.security.Visitor;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who has not answered is reminded by e-mail, with a link of their own. */
class SurveyRemindersTest extends OnDemoSchool {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPEPC");
  private static final String PAGE = "/surveys/reminders";
  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(MailOfTests.SITE) + "(/answers/\\S+)");

  @Autowired SurveyReminders reminders;
  @Autowired Commands commands;
  @Autowired ReadModels readModels;
  @Autowired Clock clock;

  private List<UUID> students = List.of();
  private GreenMail server = new GreenMail();

  @BeforeEach
  void threeWithAddresses() {
    students =
        jdbc.sql(
                """
                select s.id from planning.membership_on(current_date) m
                join identity.student s on s.id = m.student where m.structure = ? order by s.id
                """)
            .param(CLASS.value())
            .query(UUID.class)
            .list();
    for (int i = 0; i < 3; i++) {
      writeTo(students.get(i), "eleve." + i + "@example.org");
    }
    jdbc.sql("delete from letters.survey_reminder").update();
    server = MailOfTests.start();
  }

  @AfterEach
  void noServer() {
    MailOfTests.remove();
    jdbc.sql("update identity.student set email = null").update();
    jdbc.sql("delete from letters.survey_reminder").update();
  }

  private void writeTo(UUID person, String email) {
    jdbc.sql("update identity.student set email = ? where id = ?").params(email, person).update();
  }

  @Test
  void whoHasNotAnsweredIsRemindedOnceADayAndAnswersByTheLink() throws Exception {
    SurveyId survey = open("Avis nommé", false);
    Visitor head = person("demo-head");
    assertThat(remind(head, survey)).contains(students.size() + " rappels demandés");
    sent(head, "3 envoyés", (students.size() - 3) + " sans adresse");
    MimeMessage first = to("eleve.0@example.org");
    assertThat(first.getSubject()).isEqualTo("Votre avis est demandé : Avis nommé");
    assertThat((String) first.getContent())
        .contains("Bonjour ", "sous votre nom", "une seule fois")
        .doesNotContain("qui a déjà répondu");

    String link = link(first);
    Visitor student = new Visitor(port);
    assertThat(answer(student, link).body()).contains("Votre réponse est enregistrée.");
    assertThat(student.page(link).statusCode()).isEqualTo(410);
    caughtUp();

    assertThat(remind(head, survey)).contains("2 personnes ont déjà été relancées");
    reminders.deliver(100);
    assertThat(server.getReceivedMessages()).as("not twice a day").hasSize(3);

    aDayLater();
    remind(head, survey);
    sent(head, "3 envoyés");
    assertThat(server.getReceivedMessages()).as("who answered is left alone").hasSize(5);
    assertThat(link(to("eleve.1@example.org"))).isNotEqualTo(link);
    assertThat(logged(survey)).doesNotContain("example.org").contains("\"links\"");
  }

  @Test
  void ofAnAnonymousSurveyEveryoneIsRemindedSoThatNothingTellsWhoHasAnswered() throws Exception {
    SurveyId survey = open("Avis anonyme", true);
    Visitor head = person("demo-head");
    remind(head, survey);
    sent(head, "3 envoyés");
    assertThat((String) to("eleve.0@example.org").getContent())
        .contains("Votre réponse est anonyme", "qui a déjà répondu");
    answer(new Visitor(port), link(to("eleve.0@example.org")));
    caughtUp();
    String row = row(head, survey);

    assertThat(remind(head, survey))
        .contains("3 personnes ont déjà été relancées", students.size() - 3 + " rappels demandés");
    reminders.deliver(100);
    aDayLater();
    assertThat(remind(head, survey)).contains(students.size() + " rappels demandés");
    sent(head, "3 envoyés");

    assertThat(server.getReceivedMessages()).hasSize(6);
    assertThat(answer(new Visitor(port), link(to("eleve.0@example.org"))).statusCode())
        .isEqualTo(409);
    assertThat(row(head, survey).replaceAll("le dernier le .*", ""))
        .isEqualTo(row.replaceAll("le dernier le .*", ""));
    assertThat(row).contains("0 / " + students.size());
  }

  @Test
  void aLetterStaysValidAndTwoSurveysOfADayDoNotMakeTwoMessages() throws Exception {
    SurveyId one = open("Premier avis", false);
    SurveyId other = open("Second avis", false);
    Visitor head = person("demo-head");
    remind(head, one);
    remind(head, other);
    reminders.deliver(100);
    reminders.deliver(100);

    assertThat(server.getReceivedMessages()).hasSize(3);
    assertThat(row(head, other)).contains("3 en attente d’envoi");
    assertThat(tokens()).isEqualTo(3);

    jdbc.sql("update letters.survey_reminder set due_at = now() where state = 'WAITING'").update();
    aDayLater();
    sent(head, "3 envoyés");
    assertThat(server.getReceivedMessages()).hasSize(6);
  }

  @Test
  void aServerThatIsDownChangesNothingAndOneThatRefusesAnAddressSaysWhy() throws Exception {
    writeTo(students.getFirst(), "eleve..0@example.org");
    SurveyId survey = open("Avis perdu", false);
    Visitor head = person("demo-head");
    MailOfTests.stop();
    assertThat(remind(head, survey)).contains("Rien n’est parti.");
    assertThat(kept()).isZero();

    server = MailOfTests.start();
    remind(head, survey);
    sent(head, "2 envoyés", "1 non remis", "dot");
    assertThat(head.page(PAGE).body()).doesNotContain("example.org");
    writeTo(students.getFirst(), "eleve.0@example.org");
    remind(head, survey);
    sent(head, "3 envoyés");

    MailOfTests.remove();
    assertThat(head.page(PAGE).body())
        .contains("JALONS_SMTP_HOST")
        .doesNotContain("Relancer par courriel");
  }

  @Test
  void whatWaitsGoesWithTheClosingAndWhatIsKeptWithTheErasure() {
    SurveyId survey = open("Avis clos", false);
    Visitor head = person("demo-head");
    remind(head, survey);
    reminders.erase(Set.of(students.getFirst()));
    assertThat(kept()).isEqualTo(students.size() - 1);
    assertThat(reminders.schema()).isEqualTo("letters");

    commands.sendAs("user:demo-head", new CloseSurvey(survey));
    caughtUp();
    reminders.deliver(100);
    assertThat(server.getReceivedMessages()).isEmpty();
    aDayLater();
    reminders.forget();
    assertThat(kept()).isZero();
    assertThat(remind(head, survey)).contains("Cette enquête");
  }

  @Test
  void whoMayNotOpenASurveyRemindsNobody() {
    SurveyId survey = open("Avis des autres", false);
    Visitor teacher = person("demo-teacher");
    assertThat(teacher.page(PAGE).statusCode()).isEqualTo(403);
    String csrf = Visitor.csrf(teacher.page("/account").body());
    assertThat(
            teacher.post("/surveys/" + survey + "/reminders", Map.of("_csrf", csrf)).statusCode())
        .isEqualTo(403);
  }

  /** Presses the button, and tells what the page then shows. */
  private static String remind(Visitor who, SurveyId survey) {
    HttpResponse<String> answer =
        who.post(
            "/surveys/" + survey + "/reminders",
            Map.of("_csrf", Visitor.csrf(who.page(PAGE).body())));
    assertThat(answer.statusCode()).isEqualTo(302);
    return who.page(answer.headers().firstValue("Location").orElseThrow()).body();
  }

  private void sent(Visitor who, String... shown) {
    reminders.deliver(100);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(who.page(PAGE).body())
                    .contains(shown)
                    .doesNotContain("en attente d’envoi"));
  }

  private static String row(Visitor who, SurveyId survey) {
    String page = who.page(PAGE).body();
    int form = page.indexOf("/surveys/" + survey + "/reminders");
    return page.substring(page.lastIndexOf("<tr>", form), form);
  }

  private static HttpResponse<String> answer(Visitor who, String path) {
    return who.post(
        path, Map.of("_csrf", Visitor.csrf(who.page(path).body()), "answer.scale", "4"));
  }

  private void aDayLater() {
    jdbc.sql("update letters.survey_reminder set at = at - interval '25 hours'").update();
  }

  private MimeMessage to(String address) throws MessagingException {
    List<MimeMessage> found =
        Stream.of(server.getReceivedMessages()).filter(one -> isTo(address, one)).toList();
    assertThat(found).as(address).isNotEmpty();
    return found.getLast();
  }

  private static boolean isTo(String address, Message message) {
    try {
      return message.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String link(MimeMessage message) throws Exception {
    Matcher link = LINK.matcher((String) message.getContent());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private int kept() {
    return jdbc.sql("select count(*)::int from letters.survey_reminder")
        .query(Integer.class)
        .single();
  }

  private int tokens() {
    return jdbc.sql(
            """
            select count(*)::int from evaluation.survey_link l
            join letters.survey_reminder r on r.survey = l.survey and r.person = l.respondent
            where l.channel = 'MAIL'
            """)
        .query(Integer.class)
        .single();
  }

  private String logged(SurveyId survey) {
    return jdbc.sql(
            """
            select string_agg(e.payload::text || e.metadata::text, ' ')
            from eventlog.event e join eventlog.event_tag t using (position)
            where t.tag = 'survey:' || ?
            """)
        .param(survey.toString())
        .query(String.class)
        .single();
  }

  private void caughtUp() {
    long head = jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
    assertThat(readModels.await(head, Duration.ofSeconds(20))).isTrue();
  }

  private SurveyId open(String title, boolean anonymous) {
    SurveyId survey = new SurveyId(UUID.randomUUID());
    commands.sendAs(
        "user:demo-head",
        new OpenSurvey(
            survey,
            title,
            Audience.STUDENTS,
            CLASS,
            SCHOOL,
            anonymous,
            List.of(new Question("scale", "L’AP m’aide-t-il ?", QuestionKind.SCALE_1_5, List.of())),
            LocalDate.now(clock).plusDays(3)));
    caughtUp();
    return survey;
  }
}
