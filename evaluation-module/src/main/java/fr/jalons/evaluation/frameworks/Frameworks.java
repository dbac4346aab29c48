package fr.jalons.evaluation.frameworks;

import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The frameworks in force, with their rubric and competencies (S11). */
@Projection(name = "evaluation.frameworks", tables = "framework")
public class Frameworks {
  private final JdbcClient jdbc;
  private final EventJson json;

  Frameworks(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A framework in the edition the school works with. */
  public record Row(
      String code,
      String edition,
      String title,
      List<RubricLevel> rubric,
      List<Competency> competencies) {}

  @EventHandler
  void on(FrameworkAdopted event) {
    jdbc.sql(
            """
            insert into framework (code, edition, title, rubric, competencies)
            values (:code, :edition, :title, :rubric::json, :competencies::json)
            on conflict (code) do update set
              edition = excluded.edition, title = excluded.title,
              rubric = excluded.rubric, competencies = excluded.competencies
            """)
        .param("code", event.framework())
        .param("edition", event.edition())
        .param("title", event.title())
        .param("rubric", json.write(event.rubric()))
        .param("competencies", json.write(event.competencies()))
        .update();
  }

  /** Those in force, by code. */
  public List<Row> all() {
    return jdbc.sql(
            "select code, edition, title, rubric, competencies from evaluation.framework order by code")
        .query((row, number) -> row(row))
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("code"),
        row.getString("edition"),
        row.getString("title"),
        List.of(json.read(row.getString("rubric"), RubricLevel[].class)),
        List.of(json.read(row.getString("competencies"), Competency[].class)));
  }

  @RestController
  static class Endpoint {
    private final Frameworks frameworks;

    Endpoint(Frameworks frameworks) {
      this.frameworks = frameworks;
    }

    @GetMapping("/api/frameworks")
    @Allowed(who = Who.EVERYONE, over = Over.SIGNED_IN)
    List<Row> all() {
      return frameworks.all();
    }
  }
}
