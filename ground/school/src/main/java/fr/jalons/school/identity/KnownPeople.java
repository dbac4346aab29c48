package fr.jalons.school.identity;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The people of a school as they are known now. */
@Component
public class KnownPeople {
  private final JdbcClient jdbc;
  private final EventJson json;

  KnownPeople(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record School(@Nullable String name, UUID importId) {}

  /** The last import whose people are live; null before the first. */
  public @Nullable ImportId lastImport(SchoolId school) {
    return jdbc.sql("select import_id from identity.school where uai = ?")
        .param(school.uai())
        .query((row, index) -> new ImportId(row.getObject("import_id", UUID.class)))
        .optional()
        .orElse(null);
  }

  /** All of them, seen at one moment. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public People.AsOf of(SchoolId id) {
    String school = id.uai();
    Optional<School> known =
        jdbc.sql("select name, import_id from identity.school where uai = ?")
            .param(school)
            .query(School.class)
            .optional();
    if (known.isEmpty()) {
      return new People.AsOf(null, People.NOBODY);
    }
    return new People.AsOf(
        new ImportId(known.get().importId()),
        new People(
            known.get().name(),
            students(school),
            guardians(school),
            guardianships(school),
            teachers(school),
            conflicts(id)));
  }

  /**
   * A conflict of old or now.
   *
   * @param resolved whether somebody has decided; no lines are known of it then
   */
  public record KnownConflict(SchoolId school, People.Conflict conflict, boolean resolved) {}

  /** One conflict; empty if there never was one, or its students are erased. */
  public Optional<KnownConflict> conflict(UUID id) {
    return jdbc.sql(
            "select id, school, lines, students, resolved from identity.conflict where id = ?")
        .param(id)
        .query(
            (row, index) ->
                new KnownConflict(
                    new SchoolId(row.getString("school")),
                    conflict(row),
                    row.getBoolean("resolved")))
        .optional();
  }

  private People.Conflict conflict(ResultSet row) throws SQLException {
    return new People.Conflict(
        row.getObject("id", UUID.class),
        List.of(json.read(row.getString("lines"), People.Line[].class)),
        List.of((UUID[]) row.getArray("students").getArray()));
  }

  /** The unresolved conflicts. */
  public List<People.Conflict> conflicts(SchoolId school) {
    return jdbc.sql(
            """
            select id, lines, students from identity.conflict
            where school = ? and not resolved order by id
            """)
        .param(school.uai())
        .query((row, index) -> conflict(row))
        .list();
  }

  /** The schools where somebody has to decide. */
  public List<SchoolId> inConflict() {
    return jdbc.sql(
            "select distinct school from identity.conflict where not resolved order by school")
        .query((row, index) -> new SchoolId(row.getString("school")))
        .list();
  }

  private List<People.Student> students(String school) {
    return jdbc.sql("select * from identity.student where school = ?")
        .param(school)
        .query(DataClassRowMapper.newInstance(People.Student.class))
        .list();
  }

  private List<People.Guardian> guardians(String school) {
    return jdbc.sql("select * from identity.guardian where school = ?")
        .param(school)
        .query(DataClassRowMapper.newInstance(People.Guardian.class))
        .list();
  }

  private List<People.Guardianship> guardianships(String school) {
    return jdbc.sql(
            """
            select l.* from identity.guardianship l
            join identity.guardian g on g.id = l.guardian
            where g.school = ?
            """)
        .param(school)
        .query(DataClassRowMapper.newInstance(People.Guardianship.class))
        .list();
  }

  private List<People.Teacher> teachers(String school) {
    return jdbc.sql("select * from identity.teacher where school = ?")
        .param(school)
        .query(
            (row, index) ->
                new People.Teacher(
                    row.getObject("id", UUID.class),
                    row.getString("external_id"),
                    row.getString("register"),
                    row.getString("family_name"),
                    row.getString("usage_name"),
                    row.getString("first_name"),
                    row.getString("email"),
                    List.of((String[]) row.getArray("disciplines").getArray()),
                    row.getBoolean("listed")))
        .list();
  }
}
