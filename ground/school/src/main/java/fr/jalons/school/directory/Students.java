package fr.jalons.school.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.roster.PersonName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of students: of a class today, or of everybody who is or was there. */
@RestController
class Students {
  private final JdbcClient jdbc;
  private final Clock clock;

  Students(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One student.
   *
   * @param className code of the class; of one who has left, the last one
   * @param groups codes of the groups of today, in order
   * @param leftOn first day of absence of one who has left
   */
  record Row(
      StudentId id,
      String lastName,
      String firstName,
      @JsonProperty("class") @Nullable String className,
      List<String> groups,
      @Nullable LocalDate leftOn) {

    static Row of(ResultSet row, int index) throws SQLException {
      return new Row(
          new StudentId(row.getObject("id", UUID.class)),
          row.getString("last_name"),
          row.getString("first_name"),
          row.getString("class"),
          List.of((String[]) row.getArray("groups").getArray()),
          row.getObject("left_on", LocalDate.class));
    }
  }

  /**
   * The students, by name.
   *
   * @param classCode only those of this class today
   * @param q only those whose names contain each of these words, whatever the accents and capitals
   */
  @GetMapping("/api/students")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  List<Row> students(
      @RequestParam(name = "class", required = false) @Nullable String classCode,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String school) {
    return jdbc.sql(
            """
            with member as materialized (
              select m.student, m.structure, s.kind, s.code
              from planning.membership_on(:today) m join planning.structure s on s.id = m.structure)
            select st.id, coalesce(st.usage_name, st.family_name) as last_name, st.first_name,
              (select s.code
               from planning.membership m join planning.structure s on s.id = m.structure
               where m.student = st.id and s.kind = 'CLASS'
               order by m."from" <= :today desc, m."from" desc
               limit 1) as class,
              array(
                select g.code from member g
                where g.student = st.id and g.kind = 'GROUP' order by g.code) as groups,
              l.left_on
            from identity.student st
            left join planning.leaver l on l.student = st.id and l.left_on <= :today
            where (:class::text is null or st.id in (
                select c.student from member c
                where c.structure in (select planning.bearing('CLASS', :class))))
              and st.search like all (:words)
              and (:school::text is null or st.school = :school)
            order by coalesce(st.usage_name, st.family_name) collate "fr-x-icu", st.first_name collate "fr-x-icu", st.id
            """)
        .param("today", LocalDate.now(clock))
        .param("class", classCode)
        .param("words", words(q))
        .param("school", school)
        .query(Row::of)
        .list();
  }

  /** A pattern for each word; what LIKE would take for a wildcard stands for itself. */
  private static String[] words(String q) {
    return Arrays.stream(PersonName.searchable(q).strip().split("\\s+"))
        .map(word -> '%' + word.replaceAll("([\\\\%_])", "\\\\$1") + '%')
        .toArray(String[]::new);
  }
}
