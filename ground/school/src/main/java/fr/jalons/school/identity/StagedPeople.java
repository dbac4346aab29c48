package fr.jalons.school.identity;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.json.EventJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People that an import is about to make live. They are committed before the log is told of the
 * import, and they are not seen until {@link Identities} has read of it there.
 */
@Component
public class StagedPeople {
  private final JdbcClient jdbc;
  private final EventJson json;

  StagedPeople(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Lays the people of an import down. */
  public void stage(ImportId importId, SchoolId school, People people) {
    jdbc.sql("insert into identity.staged (import_id, school, people) values (?, ?, ?::jsonb)")
        .param(importId.value())
        .param(school.uai())
        .param(json.write(people))
        .update();
  }

  /** Lays down whose the lines of a conflict are, until the log says that it is resolved. */
  public void stage(UUID conflict, Map<String, @Nullable UUID> lines) {
    jdbc.sql("update identity.conflict set resolution = ?::jsonb where id = ? and not resolved")
        .param(json.write(lines))
        .param(conflict)
        .update();
  }

  /** The schools for which people are staged: while no import is under way, by one that crashed. */
  public List<SchoolId> schools() {
    return jdbc.sql("select distinct school from identity.staged order by school")
        .query((row, index) -> new SchoolId(row.getString("school")))
        .list();
  }

  /** Forgets what is staged for a school: only once every import the log knows of is live. */
  public void clear(SchoolId school) {
    jdbc.sql("delete from identity.staged where school = ?").param(school.uai()).update();
  }
}
