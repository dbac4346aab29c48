package fr.jalons.evaluation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.frameworks.ShippedFrameworks.Edition;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.platform.json.EventJson;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedFrameworksTest {
  private final Collection<Edition> shipped = new ShippedFrameworks(new EventJson()).newest();

  @Test
  void psychosocialCompetenciesAreThreeCategoriesNineGeneralAndTwentyOneSpecificOnes() {
    List<Competency> competencies = framework("CPS").competencies();
    Set<String> categories = children(competencies, Set.of());
    Set<String> general = children(competencies, categories);
    Set<String> specific = children(competencies, general);

    assertThat(categories).hasSize(3);
    assertThat(general).hasSize(9);
    assertThat(specific).hasSize(21);
    assertThat(competencies).hasSize(3 + 9 + 21);
  }

  @Test
  void fourteenTransversalCompetenciesStandSideBySide() {
    assertThat(framework("TRANSVERSAL").competencies())
        .hasSize(14)
        .allMatch(competency -> competency.parent() == null);
  }

  @Test
  void noTwoCompetenciesOfAllFrameworksShareACode() {
    assertThat(
            shipped.stream()
                .flatMap(edition -> edition.competencies().stream().map(Competency::code)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aCompetencyIsSpecifiedRightUnderItsCode() {
    assertThat(framework("CPS").competencies())
        .filteredOn(competency -> competency.parent() != null)
        .allMatch(competency -> competency.code().startsWith(competency.parent()));
  }

  @Test
  void theRubricHasFourLevels() {
    assertThat(shipped)
        .hasSize(2)
        .allSatisfy(
            edition ->
                assertThat(edition.rubric())
                    .containsExactly(
                        new RubricLevel(1, "Maîtrise insuffisante"),
                        new RubricLevel(2, "Maîtrise fragile"),
                        new RubricLevel(3, "Maîtrise satisfaisante"),
                        new RubricLevel(4, "Très bonne maîtrise")));
  }

  private Edition framework(String code) {
    return shipped.stream()
        .filter(edition -> edition.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** Codes of the competencies right below {@code parents}, or at the top when there are none. */
  private static Set<String> children(List<Competency> competencies, Set<String> parents) {
    return competencies.stream()
        .filter(
            competency ->
                parents.isEmpty()
                    ? competency.parent() == null
                    : parents.contains(Objects.requireNonNullElse(competency.parent(), "")))
        .map(Competency::code)
        .collect(Collectors.toSet());
  }
}
