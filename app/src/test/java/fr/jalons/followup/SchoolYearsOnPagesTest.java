package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.events.SchoolId;
import fr.jalons.indicators.YearSwitch;
import fr.jalons.security.Visitor;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages are of a year, and lead to the same page of the others. */
class SchoolYearsOnPagesTest extends OnDemoSchool {
  private static final Pattern YEAR =
      Pattern.compile("<a[^>]*href=\"([^\"]+)\"[^>]*>(\\d{4})-\\d{4}</a>");
  private static final Pattern CHOSEN =
      Pattern.compile("<a[^>]*aria-current=\"true\"[^>]*>(\\d{4})-\\d{4}</a>");

  @Autowired YearSwitch switches;

  /** The demonstration tells the year that ended last, and the present one. */
  @Test
  void everyPageOfAYearLeadsToTheOthers() {
    Visitor teacher = person("demo-teacher");
    for (String page :
        List.of(
            "/classes",
            "/classes/follow-up?class=1CAPPSR",
            "/school",
            "/plan",
            "/students/" + student())) {
      List<MatchResult> links = links(teacher, page);
      assertThat(links).as(page).hasSize(2);
      MatchResult past = links.getLast();
      String address = past.group(1).replace("&amp;", "&");
      assertThat(teacher.page(address).statusCode()).as(address).isEqualTo(200);
      assertThat(chosen(teacher, address)).as(address).containsExactly(past.group(2));
      if (page.startsWith("/students")) {
        assertThat(chosen(teacher, page)).isEmpty();
      } else {
        assertThat(chosen(teacher, page)).as(page).containsExactly(links.getFirst().group(2));
      }
    }
  }

  @Test
  void aFileIsShownForTheDaysThatAreAskedFor() {
    LocalDate last =
        jdbc.sql("select max(day) from delivery.session where status = 'HELD'")
            .query(LocalDate.class)
            .single();
    String file = "/api/students/" + student() + "/follow-up";
    List<String> all = JsonPath.read(get(file).body(), "$.sessions.list[*].start");
    String some = "?from=" + last.minusYears(1) + "&until=" + last.minusMonths(6);
    List<String> year = JsonPath.read(get(file + some).body(), "$.sessions.list[*].start");

    assertThat(year)
        .hasSizeLessThan(all.size())
        .allMatch(start -> start.compareTo(last.minusMonths(6).plusDays(1).toString()) < 0);
    assertThat(get(file + "?from=2026-10-02&until=2026-10-01").statusCode()).isEqualTo(400);
    assertThat(get(file + "?from=soon").statusCode()).isEqualTo(400);
  }

  @Test
  void aLinkKeepsWhatAnAddressCannotHold() {
    String path = "/classes/follow-up?class=1CAP%2FB%25";
    assertThat(switches.ofPeriods(new SchoolId("0990001X"), path, null))
        .hasSize(2)
        .allMatch(year -> year.address().startsWith(path))
        .anyMatch(year -> year.address().matches(".*&from=\\d{4}-09-01&until=\\d{4}-08-31"));
  }

  private String student() {
    return jdbc.sql(
            """
            select m.student::text from planning.membership m
            where m.structure like '%:D:1CAPPSR' and m.until is null order by 1 limit 1
            """)
        .query(String.class)
        .single();
  }

  private static List<MatchResult> links(Visitor who, String page) {
    return YEAR.matcher(who.page(page).body()).results().toList();
  }

  private static List<String> chosen(Visitor who, String page) {
    return CHOSEN.matcher(who.page(page).body()).results().map(found -> found.group(1)).toList();
  }
}
