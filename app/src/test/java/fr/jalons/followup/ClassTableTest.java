package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** On the demo school: the students of a class beside each other. */
class ClassTableTest extends OnDemoSchool {
  private static final String ADDRESS = "/classes/follow-up?class=1CAPPSR&school=0990001X";
  private static final String TABLE = "table:has(caption:contains(Suivi par élève)) ";

  private Document page(String more) {
    return Jsoup.parse(person("demo-teacher").page(ADDRESS + more).body());
  }

  private static List<String> column(Document page, int number) {
    return page.select(TABLE + "tbody td:nth-child(" + number + ")").eachText();
  }

  private static List<Integer> needs(Document page) {
    return column(page, 2).stream().map(Integer::valueOf).toList();
  }

  @Test
  void linesAreSortedByAFigureAndColumnsAreThoseThatWereChosen() {
    Document byName = page("&columns=needs-open&columns=rate");
    assertThat(byName.select(TABLE + "thead th").eachText())
        .containsExactly("Élève", "Besoins ouverts", "Assiduité");
    assertThat(byName.select("input[name=columns][checked]").eachAttr("value"))
        .containsExactlyInAnyOrder("needs-open", "rate");
    assertThat(byName.select("th[aria-sort]")).isEmpty();

    Document down = page("&columns=needs-open&columns=rate&sort=-needs-open");
    assertThat(needs(down))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .containsExactlyInAnyOrderElementsOf(needs(byName))
        .hasSizeGreaterThan(1);
    assertThat(down.select("th[aria-sort]").eachAttr("aria-sort")).containsExactly("descending");

    Document up = page("&columns=needs-open&columns=rate&sort=needs-open");
    assertThat(needs(up)).isSorted();
    assertThat(page("&sort=nonsense").select(TABLE + "tbody th").eachText())
        .isEqualTo(byName.select(TABLE + "tbody th").eachText());
  }

  @Test
  void aCountIsShadedBesideTheHighestAndAShareAsItIs() {
    Document page = page("&columns=needs-open&columns=rate");
    int highest = Collections.max(needs(page));
    assertThat(highest).isPositive();
    page.select(TABLE + "tbody tr")
        .forEach(
            line -> {
              int needs = Integer.parseInt(line.child(1).text());
              assertThat(line.child(1).className())
                  .contains("shade-" + (int) Math.ceil(4.0 * needs / highest));
            });
    assertThat(page.select(TABLE + "td.shade-4:contains(100)")).isNotEmpty();
  }
}
