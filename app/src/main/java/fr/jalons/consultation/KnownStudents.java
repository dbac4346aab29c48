package fr.jalons.consultation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which identifiers are students', who were not erased; remembered for some minutes. */
@Component
class KnownStudents {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int REMEMBERED = 200_000;

  private final JdbcClient jdbc;
  private final Cache<UUID, Boolean> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(REMEMBERED).build();

  KnownStudents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it is known to be something else, without asking the database. */
  boolean isKnownAsOther(UUID id) {
    return Boolean.FALSE.equals(known.getIfPresent(id));
  }

  /** Those that are students. */
  List<UUID> among(Collection<UUID> ids) {
    Map<UUID, Boolean> answers = new HashMap<>(known.getAllPresent(ids));
    UUID[] unknown = ids.stream().filter(id -> !answers.containsKey(id)).toArray(UUID[]::new);
    if (unknown.length > 0) {
      Map<UUID, Boolean> found = new HashMap<>();
      jdbc.sql(
              """
              select i.id, exists (select from eventlog.event_tag t where t.tag = :kind || i.id)
                and not exists (select from identity.erased e where e.student = i.id) as student
              from unnest(:ids) as i(id)
              """)
          .param("kind", Tags.STUDENT + ':')
          .param("ids", unknown)
          .query(
              row -> {
                found.put(row.getObject("id", UUID.class), row.getBoolean("student"));
              });
      known.putAll(found);
      answers.putAll(found);
    }
    return ids.stream().filter(id -> Boolean.TRUE.equals(answers.get(id))).sorted().toList();
  }
}
