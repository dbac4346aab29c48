package fr.jalons.planning;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other parts of the application may ask about who belongs to a class or group. */
@Component
public class Members {
  private final JdbcClient jdbc;

  Members(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Who belonged to it on that day. */
  public List<StudentId> of(StructureId structure, LocalDate day) {
    return jdbc.sql(
            """
            select distinct student from planning.membership
            where structure = ? and "from" <= ? and (until is null or until > ?)
            """)
        .param(structure.value())
        .param(day)
        .param(day)
        .query((row, index) -> new StudentId(row.getObject("student", UUID.class)))
        .list();
  }
}
