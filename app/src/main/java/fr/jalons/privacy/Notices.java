package fr.jalons.privacy;

import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * On how many days somebody has stood in the list of those who are to be erased soon. Days count on
 * which Jalons ran, and only for one leaving: neither a clock that jumps nor a shorter period nor a
 * leaving that is told again makes an erasure come without notice.
 */
@Component
class Notices {
  static final int DAYS = 14;

  private final JdbcClient jdbc;

  Notices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Notice(LocalDate leftOn, LocalDate knownOn, int days, LocalDate lastOn) {
    boolean isOf(ErasureRows.Leaver leaver) {
      return leftOn.equals(leaver.leftOn()) && knownOn.equals(leaver.knownOn());
    }

    /** Without the present day, which is not over. */
    int before(LocalDate today) {
      return lastOn.equals(today) ? days - 1 : days;
    }
  }

  /** How many days before this one each of them has stood there for this leaving. */
  Map<StudentId, Integer> before(LocalDate today, Collection<ErasureRows.Leaver> leavers) {
    Map<UUID, Notice> notices = new HashMap<>();
    jdbc.sql("select * from privacy.notice")
        .query(
            row -> {
              notices.put(
                  row.getObject("student", UUID.class),
                  new Notice(
                      row.getObject("left_on", LocalDate.class),
                      row.getObject("known_on", LocalDate.class),
                      row.getInt("days"),
                      row.getObject("last_on", LocalDate.class)));
            });
    Map<StudentId, Integer> days = new HashMap<>();
    for (ErasureRows.Leaver leaver : leavers) {
      Notice notice = notices.get(leaver.student().value());
      days.put(leaver.student(), notice == null || !notice.isOf(leaver) ? 0 : notice.before(today));
    }
    return days;
  }

  /** Counts this day for those who are to be erased soon, and forgets what it knew of others. */
  @Transactional
  void count(LocalDate today, Collection<ErasureRows.Leaver> soon) {
    jdbc.sql("delete from privacy.notice where student <> all (?)")
        .param(soon.stream().map(leaver -> leaver.student().value()).toArray(UUID[]::new))
        .update();
    for (ErasureRows.Leaver leaver : soon) {
      jdbc.sql(
              """
              insert into privacy.notice as n (student, left_on, known_on, days, last_on)
              values (?, ?, ?, 1, ?)
              on conflict (student) do update set
                days = case when (n.left_on, n.known_on) <> (excluded.left_on, excluded.known_on) then 1
                  when n.last_on = excluded.last_on then n.days else n.days + 1 end,
                left_on = excluded.left_on, known_on = excluded.known_on, last_on = excluded.last_on
              """)
          .params(leaver.student().value(), leaver.leftOn(), leaver.knownOn(), today)
          .update();
    }
  }
}
