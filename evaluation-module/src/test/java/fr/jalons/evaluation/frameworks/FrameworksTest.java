package fr.jalons.evaluation.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.frameworks.Frameworks.Row;
import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FrameworksTest {
  private static final List<RubricLevel> RUBRIC =
      List.of(new RubricLevel(1, "fragile"), new RubricLevel(2, "maîtrisé"));
  private static final List<Competency> COMPETENCIES =
      List.of(new Competency("B", "D’abord", null), new Competency("A", "Ensuite", "B"));

  private Frameworks frameworks;

  @BeforeEach
  void start() {
    DataSource database = TestDatabase.create("evaluation");
    new Migrations(database);
    frameworks = new Frameworks(JdbcClient.create(database), new EventJson());
  }

  @Test
  void aFrameworkIsShownInItsOwnOrder() {
    frameworks.on(adopted("CPS", "2022"));

    assertThat(frameworks.all())
        .containsExactly(new Row("CPS", "2022", "Titre", RUBRIC, COMPETENCIES));
  }

  @Test
  void anotherEditionTakesItsPlace() {
    frameworks.on(adopted("CPS", "2022"));
    frameworks.on(adopted("TRANSVERSAL", "2026"));
    frameworks.on(adopted("CPS", "2030"));

    assertThat(frameworks.all()).extracting(Row::edition).containsExactly("2030", "2026");
  }

  private static FrameworkAdopted adopted(String code, String edition) {
    return new FrameworkAdopted(code, edition, "Titre", RUBRIC, COMPETENCIES);
  }
}
