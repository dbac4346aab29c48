package fr.jalons.access;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.Messages;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The school, tracks, classes and groups that the caller reaches, the widest first. */
@Component
class ScopeChoices implements Choices {
  private final JdbcClient jdbc;
  private final AccessScopes scopes;
  private final Messages messages;
  private final Clock clock;

  ScopeChoices(JdbcClient jdbc, AccessScopes scopes, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.scopes = scopes;
    this.messages = messages;
    this.clock = clock;
  }

  private record Row(StructureId structure, String code, String label, String mef) {}

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == RecordScope.class;
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
    AccessScope reach = scopes.ofRequest();
    if (reach == null) {
      return List.of();
    }
    Map<RecordScope, String> wide = new LinkedHashMap<>();
    List<Choice> structures = new ArrayList<>();
    for (Row row : rows()) {
      SchoolId school = row.structure.school();
      if (reach.reaches(row.structure)) {
        String code = row.code;
        structures.add(
            new Choice(
                RecordScope.of(row.structure).toString(),
                code.equals(row.label) ? code : code + " – " + row.label));
      }
      if (reach.reaches(school) && reach.whole()) {
        wide.putIfAbsent(RecordScope.of(school), messages.of("access.whole-school", school.uai()));
        String track = RecordScope.trackOf(row.mef);
        if (track != null) {
          wide.putIfAbsent(
              new RecordScope(school, null, track), messages.of("access.track", track));
        }
      }
    }
    List<Choice> all = new ArrayList<>();
    wide.forEach((scope, label) -> all.add(new Choice(scope.toString(), label)));
    all.addAll(structures);
    return all;
  }

  private List<Row> rows() {
    return jdbc.sql(
            """
            select id, code, label, coalesce(mef, '') as mef from planning.structure
            where withdrawn_on is null or withdrawn_on > ? order by school, kind, code
            """)
        .param(LocalDate.now(clock))
        .query(
            (row, index) ->
                new Row(
                    new StructureId(row.getString("id")),
                    row.getString("code"),
                    row.getString("label"),
                    row.getString("mef")))
        .list();
  }
}
