package fr.jalons.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words behind the codes of competencies, for pages. */
@Component
public class Competencies {
  private final JdbcClient jdbc;

  Competencies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The framework in force that holds a competency. */
  public Optional<String> frameworkOf(String competency) {
    return jdbc.sql(
            """
            select f.code from evaluation.framework f
            cross join lateral json_to_recordset(f.competencies) as c(code text)
            where c.code = ? order by f.code limit 1
            """)
        .param(competency)
        .query(String.class)
        .optional();
  }

  /** The label of every competency of the frameworks in force, by code. */
  public Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    jdbc.sql(
            """
            select c.code, c.label from evaluation.framework f
            cross join lateral json_to_recordset(f.competencies) as c(code text, label text)
            """)
        .query((row, number) -> labels.put(row.getString("code"), row.getString("label")))
        .list();
    return labels;
  }
}
