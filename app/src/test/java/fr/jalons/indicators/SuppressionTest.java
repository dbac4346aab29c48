package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.indicators.Suppression.Cell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Figures that are shown do not give away those that are withheld. */
class SuppressionTest {
  private static final int K = 5;

  private static Scope scope(String code) {
    return new Scope(Scope.Kind.CLASS, code, "0990001X");
  }

  private static Cell cell(String code, long people, Cell... parts) {
    return new Cell(scope(code), people, List.of(parts));
  }

  private static Set<String> withheld(Cell whole) {
    return Suppression.withheld(whole, K).stream().map(Scope::code).collect(Collectors.toSet());
  }

  private static long people(Cell... parts) {
    return Arrays.stream(parts).mapToLong(Cell::people).sum();
  }

  @Test
  void nothingIsWithheldWhereEnoughStandBehindEach() {
    assertThat(withheld(cell("all", 25, cell("a", 10), cell("b", 15)))).isEmpty();
    assertThat(withheld(cell("all", 15, cell("a", 0), cell("b", 15)))).isEmpty();
  }

  @Test
  void aFigureOfFewIsWithheldWithTheSmallestOfTheOthers() {
    assertThat(withheld(cell("all", 34, cell("a", 4), cell("b", 18), cell("c", 12))))
        .containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void twoOfFewAreEnoughOnlyIfTheyStandForKTogether() {
    assertThat(withheld(cell("all", 27, cell("a", 4), cell("b", 3), cell("c", 20))))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(withheld(cell("all", 23, cell("a", 2), cell("b", 1), cell("c", 20))))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void thoseInNoPartAreNotLeftOver() {
    assertThat(withheld(cell("class", 13, cell("group", 10))))
        .as("three students are in no group")
        .containsExactly("group");
    assertThat(withheld(cell("class", 20, cell("group", 10)))).isEmpty();
  }

  @Test
  void whereNothingElseHidesItTheSumIsWithheld() {
    Cell only = cell("a", 4);
    assertThat(withheld(cell("all", people(only), only))).contains("a", "all");
    Cell track = cell("track", 7, cell("a", 7, cell("group", 3)));
    assertThat(withheld(track)).contains("group");
  }

  @Test
  void whatIsWithheldBelowDoesNotHideWhatIsAbove() {
    Cell whole =
        cell(
            "school",
            60,
            cell("track-1", 30, cell("a", 3), cell("b", 12), cell("c", 15)),
            cell("track-2", 30, cell("d", 14), cell("e", 16)));
    assertThat(withheld(whole)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void ofWhatIsPublishedOnePartAloneIsNotSuppressed() {
    Scope school = new Scope(Scope.Kind.SCHOOL, null, "0990001X");
    Map<Scope, Long> people = new HashMap<>();
    people.put(school, 40L);
    people.put(scope("A"), 4L);
    people.put(scope("B"), 18L);
    people.put(scope("C"), 18L);
    Map<Scope, List<Scope>> parts = Map.of(school, List.of(scope("A"), scope("B"), scope("C")));

    assertThat(Suppression.unpublished(people, parts, 5))
        .containsExactlyInAnyOrder(scope("A"), scope("B"));
    people.put(scope("C"), 0L);
    assertThat(Suppression.unpublished(people, parts, 5))
        .containsExactlyInAnyOrder(scope("A"), scope("C"));
    assertThat(Suppression.unpublished(people, Map.of(), 5))
        .containsExactlyInAnyOrder(scope("A"), scope("C"));
  }
}
