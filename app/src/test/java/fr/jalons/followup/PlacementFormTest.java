package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What students have ready for a placement is marked in a form, by names and words. */
class PlacementFormTest extends OnDemoSchool {
  private static final String CLASS = "/classes/placements?class=1CAPPSR&school=0990001X";

  private static Document page(Visitor visitor, String address) {
    HttpResponse<String> answer = visitor.page(address);
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static List<String> students(Document form) {
    return form.select("[name=studentIds]").eachAttr("value");
  }

  @Test
  void studentsAndItemsAreChosenByNameAndMarkedForSeveralAtOnce() {
    Visitor lead = person("demo-lead");
    Document placements = page(lead, CLASS);
    List<String> addresses = placements.select("a[href$=/placement-marks]").eachAttr("href");
    assertThat(addresses).hasSameSizeAs(placements.select("main table"));
    String address =
        addresses.stream()
            .max(Comparator.comparing(one -> students(page(lead, one)).size()))
            .orElseThrow();
    Document form = page(lead, address);
    List<String> students = students(form);
    assertThat(students).hasSizeGreaterThan(2);
    assertThat(form.text()).contains("Ce qui est prêt", "Convention signée", "Prêt le");
    assertThat(form.select("main").text()).doesNotContain("CONVENTION_SIGNED");
    String period = address.split("/")[2];

    String body =
        Stream.of(
                "_csrf=" + encoded(Visitor.csrf(form.html())),
                "key=" + form.select("[name=key]").attr("value"),
                "studentIds=" + students.get(0),
                "studentIds=" + students.get(1),
                "items=LOGBOOK",
                "items=TRANSPORT",
                "completedOn=")
            .collect(Collectors.joining("&"));
    HttpResponse<String> done =
        lead.send("POST", address, "application/x-www-form-urlencoded", body);
    assertThat(done.statusCode()).as(done.body()).isBetween(302, 303);
    assertThat(done.headers().firstValue("Location").orElse("")).contains("/records/" + period);

    String list = get("/api/periods/" + period + "/checklist").body();
    List<List<String>> days =
        JsonPath.read(
            list,
            "$[?(@.studentId=='" + students.get(0) + "')].items[?(@.code=='LOGBOOK')].completedOn");
    assertThat(days).hasSize(1).doesNotContainNull();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void thoseWhoMarkNothingSeeNoForm() {
    assertThat(person("demo-head").page(CLASS).body()).doesNotContain("placement-marks");
    Document form =
        page(
            person("demo-teacher"),
            page(person("demo-teacher"), CLASS)
                .select("a[href$=/placement-marks]")
                .first()
                .attr("href"));
    assertThat(form.select("form")).isNotEmpty();
  }
}
