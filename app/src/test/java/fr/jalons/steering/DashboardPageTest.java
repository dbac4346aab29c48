package fr.jalons.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The indicators of a school side by side, for those who reach all of it or some classes. */
class DashboardPageTest extends OnDemoSchool {

  private Document page(String login) {
    return Jsoup.parse(person(login).page("/school").body());
  }

  private static List<String> columns(Document page) {
    return page.select("thead th").stream().skip(1).map(Element::text).toList();
  }

  @Test
  void aCoordinatorSeesTheSchoolItsTracksAndItsClassesWithTheFiguresOfTheApi() {
    Document page = page("demo-coordinator");

    assertThat(columns(page).getFirst()).isEqualTo("Établissement");
    assertThat(columns(page))
        .contains("1CAPPSR", "1CAPEPC")
        .anyMatch(column -> column.startsWith("Filière"))
        .noneMatch(column -> column.startsWith("AP."));
    List<String> codes = JsonPath.read(get("/api/indicators/definitions").body(), "$[*].code");
    assertThat(page.select("tbody th strong").eachText()).containsExactlyElementsOf(codes);
    String body = get("/api/indicators?school=0990001X&codes=S42").body();
    int numerator = JsonPath.read(body, "$[0].numerator");
    Element attendance = page.selectXpath("//tr[th//strong[text()='S42']]/td[1]").first();
    assertThat(attendance.text().replaceAll("\\D", "")).contains(Integer.toString(numerator));
  }

  @Test
  void aTeacherSeesTheClassesThatTheyReach() {
    List<String> columns = columns(page("demo-teacher"));
    assertThat(columns).isNotEmpty().doesNotContain("Établissement");
    assertThat(columns).noneMatch(column -> column.startsWith("Filière"));
  }

  @Test
  void familiesDoNotSeeIt() {
    assertThat(person("demo-guardian").page("/school").statusCode()).isEqualTo(403);
  }

  @Test
  void tracksAreThoseOfTheClasses() {
    String tracks = get("/api/tracks").body();
    assertThat(JsonPath.<List<String>>read(tracks, "$[*].classes[*]"))
        .contains("1CAPPSR", "2CAPPSR");
    assertThat(JsonPath.<List<String>>read(tracks, "$[*].code"))
        .containsExactlyInAnyOrderElementsOf(
            JsonPath.<List<String>>read(get("/api/classes").body(), "$[*].track").stream()
                .distinct()
                .toList());
  }
}
