package fr.jalons.planning;

import fr.jalons.events.StudentId;
import fr.jalons.platform.sealing.Sealing;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names for pages: the only way in which other modules learn who somebody is. */
@Component
public class Directory {
  private static final String UNKNOWN = "—";

  private final JdbcClient jdbc;

  Directory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A class as it stands today.
   *
   * @param students number of members
   */
  public record ClassOfSchool(String code, String label, String school, int students) {}

  /** The classes of all schools, by code. */
  public List<ClassOfSchool> classes(LocalDate day) {
    return jdbc.sql(
            """
            select s.code, s.label, s.school, count(m.student)::int as students
            from planning.structure s
            left join planning.membership_on(?) m on m.structure = s.id
            where s.kind = 'CLASS' and s.withdrawn_on is null
            group by s.id order by s.code, s.school
            """)
        .param(day)
        .query(
            (row, index) ->
                new ClassOfSchool(
                    row.getString("code"),
                    row.getString("label"),
                    row.getString("school"),
                    row.getInt("students")))
        .list();
  }

  /** Name and first name of each student; of one who is erased, that he is; else a dash. */
  public Map<StudentId, String> names(Collection<StudentId> students) {
    Map<StudentId, String> names = new HashMap<>();
    students.forEach(student -> names.put(student, UNKNOWN));
    jdbc.sql(
            """
            select id, coalesce(usage_name, family_name) || ' ' || first_name as name
            from identity.student where id = any (:students)
            union all
            select student, :erased from identity.erased where student = any (:students)
            """)
        .param("students", students.stream().map(StudentId::value).toArray(UUID[]::new))
        .param("erased", Sealing.ERASED)
        .query(
            (row, index) ->
                names.put(new StudentId(row.getObject("id", UUID.class)), row.getString("name")))
        .list();
    return names;
  }

  /** As {@link #names}, for one student. */
  public String name(StudentId student) {
    return names(List.of(student)).getOrDefault(student, UNKNOWN);
  }
}
