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
          students(
              jdbc.sql(
                      """
                      select (e.payload ->> 'student')::uuid
                      from eventlog.event_tag t join eventlog.event e on e.position = t.position
                      where t.tag = 'need:' || :need::uuid and e.type = 'planning.NeedDiagnosed'
                      """)
                  .param("need", one.need()));
      case File.OfClass one ->
          students(
              jdbc.sql(
                      """
                      select distinct m.student from planning.structure s
                      join planning.membership m on m.structure = s.id
                      where s.kind = 'CLASS' and s.code = :code and s.school = coalesce(:school, s.school)
                      and (:past or m.student in (
                        select n.student from planning.membership_on(:today) n where n.structure = s.id))
                      order by m.student
                      """)
                  .param("today", LocalDate.now(clock))
                  .param("code", one.code())
                  .param("school", one.school())
                  .param("past", one.past()));
    };
  }

  private static List<StudentId> students(JdbcClient.StatementSpec found) {
    return found.query((row, number) -> new StudentId(row.getObject(1, UUID.class))).list();
  }
}
