package fr.jalons.access;

import fr.jalons.events.StructureId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The classes and groups that the caller reaches. */
@Component
class AudienceChoices implements Choices {
  private final JdbcClient jdbc;
  private final AccessScopes scopes;
  private final Clock clock;

  AudienceChoices(JdbcClient jdbc, AccessScopes scopes, Clock clock) {
    this.jdbc = jdbc;
    this.scopes = scopes;
    this.clock = clock;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == StructureId.class;
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
    AccessScope scope = scopes.ofRequest();
    return jdbc
        .sql(
            """
            select id, code, label from planning.structure
            where withdrawn_on is null or withdrawn_on > ? order by kind, code, school
            """)
        .param(LocalDate.now(clock))
        .query(
            (row, index) ->
                new Choice(
                    row.getString("id"), label(row.getString("code"), row.getString("label"))))
        .list()
        .stream()
        .filter(choice -> scope != null && scope.reaches(new StructureId(choice.value())))
        .toList();
  }

  private static String label(String code, String label) {
    return code.equals(label) ? code : code + " – " + label;
  }
}
