package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import fr.jalons.demo.MailOfTests;
import fr.jalons.demo.OnDemoSchool;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Links to accounts go by e-mail to those whose address the school knows. */
class AccountMailTest extends OnDemoSchool {
  private static final String PAGE = "/accounts/letters";
  private static final String SHOWN = PAGE + "?structure=0990001X:D:2CAPPSR&people=";
  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(MailOfTests.SITE) + "(/invitations/\\S+)");
  private static final String PASSWORD = "une phrase que personne ne devine";

  @Autowired private AccountMail mail;

  @AfterEach
  void noServer() {
    MailOfTests.remove();
  }

  private List<UUID> students() {
    return jdbc.sql(
            """
            select s.id from planning.membership_on(current_date) m
            join identity.student s on s.id = m.student where m.structure = '0990001X:D:2CAPPSR'
            and not exists (select from security.account a where a.person = s.id and a.demo)
            order by s.id
            """)
        .query(UUID.class)
        .list();
  }

  private void writeTo(UUID person, String email) {
    for (String table : List.of("student", "guardian", "teacher")) {
      jdbc.sql("update identity." + table + " set email = ? where id = ?")
          .params(email, person)
          .update();
    }
  }

  /** Presses the button, and tells what the page then shows. */
  private static String send(Visitor who, String people, boolean again) {
    Map<String, String> form = new HashMap<>();
    form.put("structure", "0990001X:D:2CAPPSR");
    form.put("people", people);
    form.put("_csrf", Visitor.csrf(who.page(SHOWN + people).body()));
    if (again) {
      form.put("again", "true");
    }
    HttpResponse<String> answer = who.post(PAGE + "/mail", form);
    assertThat(answer.statusCode()).isEqualTo(302);
    return who.page(answer.headers().firstValue("Location").orElseThrow()).body();
  }

  private static MimeMessage to(String address, GreenMail server) throws MessagingException {
    List<MimeMessage> found =
        Stream.of(server.getReceivedMessages()).filter(one -> isTo(address, one)).toList();
    assertThat(found).as(address).isNotEmpty();
    return found.getLast();
  }

  private static boolean isTo(String address, MimeMessage message) {
    try {
      return message.getAllRecipients()[0].equals(new InternetAddress(address));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String link(MimeMessage message) throws Exception {
    Matcher link = LINK.matcher((String) message.getContent());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private void delivered(Visitor admin, String people, String... shown) {
    mail.deliver();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(admin.page(SHOWN + people).body())
                    .contains(shown)
                    .doesNotContain("en attente d’envoi"));
  }

  @Test
  void whoHasAnAddressGetsALinkAndComesInTheOthersAreToPrint() throws Exception {
    List<UUID> students = students();
    writeTo(students.get(0), "eleve.un@example.org");
    writeTo(students.get(1), "eleve.deux@example.org");
    Visitor admin = person("demo-admin");
    assertThat(admin.page(SHOWN + "STUDENTS").body())
        .contains("JALONS_SMTP_HOST, JALONS_SMTP_FROM, JALONS_URL")
        .doesNotContain("formaction");

    GreenMail server = MailOfTests.start();
    assertThat(send(admin, "STUDENTS", false))
        .contains("2 courriels partent.", "n’ont pas d’adresse : imprimez leurs lettres.");
    delivered(admin, "STUDENTS", "envoyé le", "sans adresse : à imprimer");
    assertThat(server.getReceivedMessages()).hasSize(2);

    MimeMessage first = to("eleve.un@example.org", server);
    assertThat(first.getSubject()).isEqualTo("Votre compte sur Jalons");
    String login =
        jdbc.sql("select login from security.account where person = ?")
            .param(students.getFirst())
            .query(String.class)
            .single();
    assertThat((String) first.getContent()).contains("Bonjour ", login, "une seule fois");
    String path = link(first);
    Visitor student = new Visitor(port);
    assertThat(
            student
                .post(
                    path,
                    Map.of(
                        "_csrf", Visitor.csrf(student.page(path).body()),
                        "password", PASSWORD,
                        "repeated", PASSWORD))
                .statusCode())
        .isEqualTo(302);
    student.signIn(login, PASSWORD);
    assertThat(student.page("/students/" + students.getFirst()).statusCode()).isEqualTo(200);
    assertThat(student.page(path).statusCode()).isEqualTo(410);

    send(admin, "STUDENTS", true);
    delivered(admin, "STUDENTS", "compte ouvert");
    assertThat(server.getReceivedMessages()).as("none within the hour").hasSize(2);
    jdbc.sql("update security.mail set at = at - interval '2 hours'").update();
    send(admin, "STUDENTS", true);
    delivered(admin, "STUDENTS", "compte ouvert");
    assertThat(server.getReceivedMessages()).hasSize(3);
    assertThat(link(to("eleve.deux@example.org", server))).isNotEqualTo(path);

    String logged =
        jdbc.sql("select string_agg(payload::text || metadata::text, ' ') from eventlog.event")
            .query(String.class)
            .single();
    assertThat(logged).doesNotContain("example.org", login);
  }

  @Test
  void aServerThatIsDownLosesNothingAndSaysSo() throws Exception {
    UUID guardian =
        jdbc.sql("select guardian from identity.guardianship where student = ? limit 1")
            .param(students().get(2))
            .query(UUID.class)
            .single();
    writeTo(guardian, "parent@example.org");
    Visitor admin = person("demo-admin");
    MailOfTests.start();
    MailOfTests.stop();
    int accounts = accounts();
    assertThat(send(admin, "GUARDIANS", false))
        .contains("Le serveur de courriel n’accepte rien pour le moment", "id=\"mail-problem\"");
    assertThat(accounts()).isEqualTo(accounts);

    MailOfTests.start();
    send(admin, "GUARDIANS", false);
    MailOfTests.stop();
    jdbc.sql("update security.mail set due_at = now() where state = 'WAITING'").update();
    mail.deliver();
    assertThat(accounts()).isEqualTo(accounts + 1);
    GreenMail server = MailOfTests.start();
    jdbc.sql("update security.mail set due_at = now() where state = 'WAITING'").update();
    delivered(admin, "GUARDIANS", "envoyé le");
    assertThat((String) to("parent@example.org", server).getContent()).contains("votre enfant");
  }

  @Test
  void anAddressThatTheServerRefusesIsShownWithTheReasonAndTriedAnew() throws Exception {
    UUID teacher =
        jdbc.sql(
                """
                select id from identity.teacher t
                where listed and not exists (select from security.account a where a.person = t.id)
                order by id limit 1
                """)
            .query(UUID.class)
            .single();
    writeTo(teacher, "prof..a@example.org");
    Visitor admin = person("demo-admin");
    GreenMail server = MailOfTests.start();
    send(admin, "STAFF", false);
    delivered(admin, "STAFF", "non remis le", "dot");
    assertThat(server.getReceivedMessages()).isEmpty();

    writeTo(teacher, "prof.a@example.org");
    send(admin, "STAFF", false);
    delivered(admin, "STAFF", "envoyé le");
    assertThat((String) to("prof.a@example.org", server).getContent())
        .contains("LYCEE", "Bien cordialement");
  }

  private int accounts() {
    return jdbc.sql("select count(*)::int from security.account").query(Integer.class).single();
  }

  @Test
  void whoInvitesNobodySendsNothing() {
    MailOfTests.start();
    Visitor teacher = person("demo-teacher");
    assertThat(
            teacher
                .post(
                    PAGE + "/mail",
                    Map.of(
                        "structure", "0990001X:D:2CAPPSR",
                        "people", "STUDENTS",
                        "_csrf", Visitor.csrf(teacher.page("/account").body())))
                .statusCode())
        .isEqualTo(403);
  }
}
