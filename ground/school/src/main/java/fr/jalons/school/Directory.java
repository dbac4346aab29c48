package fr.jalons.school;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.sealing.Sealing;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  public record ClassOfSchool(
      StructureId structure, String code, String label, String school, int students) {}

  /** The classes of all schools, by code. */
  public List<ClassOfSchool> classes(LocalDate day) {
    return jdbc.sql(
            """
            select s.id, s.code, s.label, s.school, count(m.student)::int as students
            from planning.structure s
            left join planning.membership_on(?) m on m.structure = s.id
            where s.kind = 'CLASS' and s.withdrawn_on is null
            group by s.id order by s.code, s.school
            """)
        .param(day)
        .query(
            (row, index) ->
                new ClassOfSchool(
                    new StructureId(row.getString("id")),
                    row.getString("code"),
                    row.getString("label"),
                    row.getString("school"),
                    row.getInt("students")))
        .list();
  }

  /** The members of a class or group on a day, by name. */
  public Map<StudentId, String> members(StructureId structure, LocalDate day) {
    List<StudentId> members =
        jdbc.sql("select student from planning.membership_on(?) where structure = ?")
            .param(day)
            .param(structure.value())
            .query((row, index) -> new StudentId(row.getObject("student", UUID.class)))
            .list();
    return byName(members);
  }

  /** As {@link #names}, in their order. */
  public Map<StudentId, String> byName(Collection<StudentId> students) {
    Map<StudentId, String> sorted = new LinkedHashMap<>();
    names(students).entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Collator.getInstance(Locale.FRENCH)))
        .forEach(member -> sorted.put(member.getKey(), member.getValue()));
    return sorted;
  }

  /**
   * Name and first name of each student, and the birth date of those among them who have the same;
   * of one who is erased, that they are; else a dash.
   */
  public Map<StudentId, String> names(Collection<StudentId> students) {
    Map<StudentId, String> names = new HashMap<>();
    students.forEach(student -> names.put(student, UNKNOWN));
    jdbc.sql(
            """
            select id, name || case when count(*) over (partition by lower(name)) > 1
              then to_char(birth_date, ' (DD/MM/YYYY)') else '' end as name
            from (
              select id, coalesce(usage_name, family_name) || ' ' || first_name as name, birth_date
              from identity.student where id = any (:students)) s
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

  /**
   * Who a student is.
   *
   * @param ine national number, if the school knows it
   * @param usageName name in use, if it is another
   */
  public record Person(
      String school,
      @Nullable String ine,
      String familyName,
      @Nullable String usageName,
      String firstName,
      LocalDate birthDate,
      List<Guardian> guardians) {}

  /**
   * A legal guardian.
   *
   * @param rank 1 or 2
   */
  public record Guardian(String familyName, String firstName, int rank) {}

  /** Who a student is, and whose child; empty if they are erased or unknown. */
  public Optional<Person> person(StudentId student) {
    List<Guardian> guardians =
        jdbc.sql(
                """
                select coalesce(g.usage_name, g.family_name) as name, g.first_name, s.rank
                from identity.guardianship s join identity.guardian g on g.id = s.guardian
                where s.student = ? order by s.rank, name
                """)
            .param(student.value())
            .query(
                (row, index) ->
                    new Guardian(
                        row.getString("name"), row.getString("first_name"), row.getInt("rank")))
            .list();
    return jdbc.sql("select * from identity.student where id = ?")
        .param(student.value())
        .query(
            (row, index) ->
                new Person(
                    row.getString("school"),
                    row.getString("ine"),
                    row.getString("family_name"),
                    row.getString("usage_name"),
                    row.getString("first_name"),
                    row.getObject("birth_date", LocalDate.class),
                    guardians))
        .optional();
  }

  /** As {@link #names}, for one student. */
  public String name(StudentId student) {
    return names(List.of(student)).getOrDefault(student, UNKNOWN);
  }
}
