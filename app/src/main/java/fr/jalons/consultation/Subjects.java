package fr.jalons.consultation;

import fr.jalons.events.StudentId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out whom a file is about, some time after it was looked at. */
@Component
class Subjects {
  private final JdbcClient jdbc;
  private final Clock clock;

  Subjects(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  List<StudentId> of(File file) {
    return switch (file) {
      case File.OfStudent one -> List.of(one.student());
      case File.OfNeed one ->
          students("select student from planning.need where id = ?", one.need());
      case File.OfClass one ->
          students(
              """
              select m.student from planning.structure s
              join planning.membership_on(?) m on m.structure = s.id
              where s.kind = 'CLASS' and s.code = ? and s.school = coalesce(?, s.school)
              order by m.student
              """,
              LocalDate.now(clock),
              one.code(),
              one.school());
    };
  }

  private List<StudentId> students(String sql, Object... values) {
    return jdbc.sql(sql)
        .params(values)
        .query((row, number) -> new StudentId(row.getObject(1, UUID.class)))
        .list();
  }
}
