package fr.jalons.privacy;

import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Cleared;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which of the erasures that the log has decided are done, and what the others wait for. */
@Component
class Progress {
  private final JdbcClient jdbc;

  Progress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What could not be looked at when a student's erasure was done; null while it is not. */
  @Nullable Set<Cleared.Unverified> done(StudentId student) {
    return jdbc.sql("select unverified from privacy.carried_out where student = ?")
        .param(student.value())
        .query((row, index) -> unverified((String[]) row.getArray(1).getArray()))
        .optional()
        .orElse(null);
  }

  private static Set<Cleared.Unverified> unverified(String[] names) {
    Set<Cleared.Unverified> all = EnumSet.noneOf(Cleared.Unverified.class);
    Stream.of(names).map(Cleared.Unverified::valueOf).forEach(all::add);
    return all;
  }

  void done(Collection<StudentId> students, Set<Cleared.Unverified> unverified) {
    jdbc.sql(
            """
            insert into privacy.carried_out (student, unverified)
            select s, ? from unnest(?::uuid[]) s on conflict do nothing
            """)
        .param(unverified.stream().map(Enum::name).toArray(String[]::new))
        .param(students.stream().map(StudentId::value).toArray(UUID[]::new))
        .update();
  }

  /** What is in the way now, in place of what was before. */
  @Transactional
  void waitFor(List<Cleared.Obstacle> obstacles) {
    jdbc.sql("delete from privacy.obstacle").update();
    for (Cleared.Obstacle one : obstacles) {
      jdbc.sql("insert into privacy.obstacle (database, kind, since) values (?, ?, ?)")
          .param(one.database())
          .param(one.kind().name())
          .param(one.since() == null ? null : one.since().atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  List<Cleared.Obstacle> obstacles() {
    return jdbc.sql("select database, kind, since from privacy.obstacle order by database, since")
        .query(
            (row, index) -> {
              OffsetDateTime since = row.getObject(3, OffsetDateTime.class);
              return new Cleared.Obstacle(
                  row.getString(1),
                  Cleared.Kind.valueOf(row.getString(2)),
                  since == null ? null : since.toInstant());
            })
        .list();
  }
}
