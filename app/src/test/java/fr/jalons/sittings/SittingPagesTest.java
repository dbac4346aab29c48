package fr.jalons.sittings;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A class council goes through its students; what it decides stands in the files. */
class SittingPagesTest extends OnDemoSchool {
  private static final String ABOUT = "0990001X:D:1CAPPSR";

  @Autowired Clock clock;

  private String today() {
    return LocalDate.now(clock).toString();
  }

  /** Begun from the page of the class, as people do. */
  private String council(Visitor lead) {
    String page = lead.page("/classes/follow-up?class=1CAPPSR").body();
    String form =
        page.replaceFirst("(?s).*href=\"(/meetings/new\\?[^\"]+)\".*", "$1").replace("&amp;", "&");
    assertThat(form).contains("CLASS_COUNCIL");
    String empty = lead.page(form).body();
    Map<String, String> fields = new HashMap<>();
    fields.put("_csrf", Visitor.csrf(empty));
    fields.put("key", key(empty));
    fields.put("scope", ABOUT);
    fields.put("body", "CLASS_COUNCIL");
    fields.put("heldOn", today());
    fields.put("minutes", "75");
    fields.put("others", "6");
    HttpResponse<String> sent = lead.post(form, fields, "Accept", "text/html");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
    String sitting = sent.headers().firstValue("Location").orElseThrow();
    assertThat(sitting).matches("/sittings/[0-9a-f-]{36}");
    return sitting;
  }

  private static String key(String page) {
    return page.replaceFirst("(?s).*name=\"key\"[^>]*value=\"([^\"]+)\".*", "$1");
  }

  private Map<String, String> decision(Visitor lead, String sitting, UUID about) {
    String page = lead.page(sitting + "/student?student=" + about).body();
    Map<String, String> fields = new HashMap<>();
    fields.put("_csrf", Visitor.csrf(page));
    fields.put("key", key(page));
    fields.put("student", about.toString());
    fields.put("alert", "");
    fields.put("seen", "Trois retards cette semaine");
    return fields;
  }

  private int decisions() {
    return jdbc.sql(
            "select count(*) from eventlog.event where type = 'evaluation.RegulationDecided'")
        .query(Integer.class)
        .single();
  }

  private String name(UUID of) {
    return jdbc.sql(
            "select coalesce(usage_name, family_name) || ' ' || first_name from identity.student where id = ?")
        .param(of)
        .query(String.class)
        .single()
        .replace("'", "&#39;"); // as pages write it
  }

  private UUID member() {
    return jdbc.sql(
            "select student from planning.membership_on(?) where structure = ? order by student limit 1")
        .params(LocalDate.now(clock), ABOUT)
        .query(UUID.class)
        .single();
  }

  @Test
  void whatACouncilDecidesStandsInTheFileAndInItsMinutes() {
    Visitor lead = person("demo-lead");
    String sitting = council(lead);
    UUID about = member();
    assertThat(lead.page(sitting).body()).contains(name(about), "Commencer");
    assertThat(lead.page(sitting + "/student?student=" + about).body())
        .contains("rel=\"next\"", "Besoins ouverts", "Assiduité", "Alertes à décider");

    Map<String, String> fields = decision(lead, sitting, about);
    fields.put("verdict", "ACT");
    fields.put("text", "Recevoir la famille avant les vacances");
    int before = decisions();
    HttpResponse<String> early = lead.post(sitting + "/decisions", fields, "Accept", "text/html");
    assertThat(early.statusCode()).isEqualTo(422);
    assertThat(early.body()).contains("quand on en verra l’effet", "Recevoir la famille");
    assertThat(decisions()).isEqualTo(before);
    fields.put("reviewOn", today());
    fields.put("seen", " ");
    HttpResponse<String> unseen = lead.post(sitting + "/decisions", fields, "Accept", "text/html");
    assertThat(unseen.statusCode()).isEqualTo(422);
    assertThat(unseen.body()).contains("Dites ce qui est constaté");

    fields = decision(lead, sitting, about);
    fields.put("verdict", "ACT");
    fields.put("text", "Recevoir la famille avant les vacances");
    fields.put("reviewOn", LocalDate.now(clock).plusDays(30).toString());
    for (int twice = 0; twice < 2; twice++) {
      HttpResponse<String> sent = lead.post(sitting + "/decisions", fields, "Accept", "text/html");
      assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
    }
    assertThat(decisions()).isEqualTo(before + 1);
    assertThat(lead.page("/students/" + about).body())
        .contains("Recevoir la famille avant les vacances");
    assertThat(lead.page(sitting + "/minutes").body())
        .contains(name(about), "Recevoir la famille avant les vacances", "décisions : 1");
    HttpResponse<String> paper = lead.page(sitting + "/minutes?print=true");
    assertThat(paper.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
    HttpResponse<String> sheet = lead.page("/students/" + about + "?print=sheet");
    assertThat(sheet.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
  }

  @Test
  void aFormLeadsBackToPagesOfOursOnly() {
    Visitor lead = person("demo-lead");
    for (String back : List.of("//elsewhere.example", "https://elsewhere.example", "/{nothing}")) {
      String form =
          "/meetings/new?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8) + "&minutes=60";
      String empty = lead.page(form).body();
      Map<String, String> fields = new HashMap<>();
      fields.put("_csrf", Visitor.csrf(empty));
      fields.put("key", key(empty));
      fields.put("scope", ABOUT);
      fields.put("body", "OTHER");
      fields.put("heldOn", today());
      fields.put("minutes", "0");
      fields.put("others", "2");
      HttpResponse<String> entered = lead.post(form, fields, "Accept", "text/html");
      assertThat(entered.statusCode()).as("what is entered counts").isEqualTo(422);
      fields.put("minutes", "45");
      HttpResponse<String> sent = lead.post(form, fields, "Accept", "text/html");
      assertThat(sent.headers().firstValue("Location")).contains("/meetings");
    }
  }

  @Test
  void theHeadSaysWhyAndFamiliesSitElsewhere() {
    String sitting = council(person("demo-lead"));
    HttpResponse<String> head = person("demo-head").page(sitting);
    assertThat(head.statusCode()).isEqualTo(302);
    assertThat(head.headers().firstValue("Location").orElse("")).startsWith("/reasons?address=");
    assertThat(person("demo-guardian").page(sitting).statusCode()).isEqualTo(403);
    assertThat(person("demo-lead").page("/sittings/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whoeverIsNotAmongItsStudentsIsNotGoneThrough() {
    Visitor lead = person("demo-lead");
    String sitting = council(lead);
    assertThat(lead.page(sitting + "/student?student=" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    Map<String, String> fields = decision(lead, sitting, member());
    fields.put("student", UUID.randomUUID().toString());
    fields.put("verdict", "WATCH");
    fields.put("text", "…");
    assertThat(lead.post(sitting + "/decisions", fields, "Accept", "text/html").statusCode())
        .isEqualTo(404);
  }
}
