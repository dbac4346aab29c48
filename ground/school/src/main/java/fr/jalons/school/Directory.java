package fr.jalons.school;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.web.Messages;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
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
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Names for pages: the only way in which other modules learn who or what somebody or a class is.
 */
@Component
public class Directory {
  private static final String UNKNOWN = "—";

  private final JdbcClient jdbc;
  private final Messages messages;
  private final Clock clock;

  Directory(JdbcClient jdbc, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * A class as it stands today.
   *
   * @param students number of members
   */
  public record ClassOfSchool(
      StructureId structure, String code, String label, String school, int students) {}

  /** The code that a class or group bears today. Who does not reach it gets its key. */
  public String code(StructureId structure) {
    return jdbc.sql("select code from planning.structure where id = ?")
        .param(structure.value())
        .query(String.class)
        .optional()
        .orElse(structure.key());
  }

  /**
   * As {@link #code}, for templates: a page names the same few again and again, so each is looked
   * up once for a request. What the program looks up for itself must not be remembered here: it
   * reaches more than the reader.
   */
  public String codeOnPage(StructureId structure) {
    RequestAttributes request = RequestContextHolder.currentRequestAttributes();
    String attribute = Directory.class.getName() + ".code:" + structure;
    if (request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST) instanceof String known) {
      return known;
    }
    String code = code(structure);
    request.setAttribute(attribute, code, RequestAttributes.SCOPE_REQUEST);
    return code;
  }

  /** The classes of all schools that there are on a day, by code. */
  public List<ClassOfSchool> classes(LocalDate day) {
    return jdbc.sql(
            """
            select s.id, s.code, s.label, s.school, count(m.student)::int as students
            from planning.structure s
            left join planning.membership_on(:day) m on m.structure = s.id
            where s.kind = 'CLASS' and (s.withdrawn_on is null or s.withdrawn_on > :day)
            group by s.id order by s.code, s.school
            """)
        .param("day", day)
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
   * Name and first name of each student, the birth date of those among them who have the same, and
   * of one who has left the day; of one who is erased, that they are; else a dash.
   */
  public Map<StudentId, String> names(Collection<StudentId> students) {
    Map<StudentId, String> names = new HashMap<>();
    students.forEach(student -> names.put(student, UNKNOWN));
    jdbc.sql(
            """
            select id, name || case when count(*) over (partition by lower(name)) > 1
              then coalesce(to_char(birth_date, ' (DD/MM/YYYY)'), '') else '' end as name,
              to_char(left_on, 'DD/MM/YYYY') as left_on
            from (
              select id, coalesce(usage_name, family_name) || ' ' || first_name as name, birth_date
              from identity.student where id = any (:students)) s
            left join planning.leaver l on l.student = s.id and l.left_on <= :today
            union all
            select student, :erased, null from identity.erased where student = any (:students)
            """)
        .param("students", students.stream().map(StudentId::value).toArray(UUID[]::new))
        .param("erased", Sealing.ERASED)
        .param("today", LocalDate.now(clock))
        .query(
            (row, index) ->
                names.put(
                    new StudentId(row.getObject("id", UUID.class)),
                    row.getString("left_on") == null
                        ? row.getString("name")
                        : messages.of(
                            "student.left", row.getString("name"), row.getString("left_on"))))
        .list();
    return names;
  }

  /**
   * Somebody by name: a student, a guardian or a teacher.
   *
   * @param className the class of a student, or of a guardian's child; null for all else
   */
  public record Somebody(UUID id, String name, @JsonProperty("class") @Nullable String className) {}

  /** Those of these people whom the reader may see, by class and name. */
  public List<Somebody> seen(Collection<UUID> people, LocalDate day) {
    Collator french = Collator.getInstance(Locale.FRENCH);
    List<Somebody> seen =
        jdbc.sql(
                """
                with class as (
                  select m.student, s.code
                  from planning.membership_on(:day) m join planning.structure s on s.id = m.structure
                  where s.kind = 'CLASS')
                select id, class, name || case when count(*) over (partition by lower(name)) > 1
                  then coalesce(to_char(birth_date, ' (DD/MM/YYYY)'), '') else '' end as name
                from (
                  select id, coalesce(usage_name, family_name) || ' ' || first_name as name, birth_date,
                    (select min(code) from class where student = id) as class
                  from identity.student where id = any (:people)
                  union all
                  select id, coalesce(usage_name, family_name) || ' ' || first_name, null,
                    (select min(code) from class join identity.guardianship w on w.student = class.student
                      where w.guardian = id)
                  from identity.guardian where id = any (:people)
                  union all
                  select id, coalesce(usage_name, family_name) || ' ' || first_name, null, null
                  from identity.teacher where id = any (:people)) p
                """)
            .param("people", people.toArray(UUID[]::new))
            .param("day", day)
            .query(
                (row, index) ->
                    new Somebody(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("class")))
            .list();
    return seen.stream()
        .sorted(
            Comparator.comparing(
                    (Somebody one) -> one.className() == null ? "" : one.className(), french)
                .thenComparing(Somebody::name, french))
        .toList();
  }

  /**
   * Who a student is.
   *
   * @param ine national number, if the school knows it
   * @param usageName name in use, if it is another
   * @param birthDate unless no file has told it
   */
  public record Person(
      String school,
      @Nullable String ine,
      String familyName,
      @Nullable String usageName,
      String firstName,
      @Nullable String email,
      @Nullable LocalDate birthDate,
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
                    row.getString("email"),
                    row.getObject("birth_date", LocalDate.class),
                    guardians))
        .optional();
  }

  /** As {@link #names}, for one student. */
  public String name(StudentId student) {
    return names(List.of(student)).getOrDefault(student, UNKNOWN);
  }

  /** The name of a teacher; a dash for an unknown one. */
  public String teacher(TeacherId teacher) {
    return jdbc.sql(
            """
            select coalesce(usage_name, family_name) || ' ' || first_name
            from identity.teacher where id = ?
            """)
        .param(teacher.value())
        .query(String.class)
        .optional()
        .orElse(UNKNOWN);
  }
}
