package fr.jalons.privacy;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.SubjectKeys;
import fr.jalons.platform.sealing.SubjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the kinds of keys that were made before kinds were kept, at the start and once. An id that
 * was given twice is the student's, so that the one who gave it again reaches nothing of theirs.
 */
@Component
class OldKeys {
  private final JdbcClient jdbc;

  OldKeys(SubjectKeys keys, JdbcClient jdbc, Migrations migrated) {
    this.jdbc = jdbc;
    keys.tellKinds(this::kinds);
  }

  private Map<UUID, SubjectKind> kinds(List<UUID> ids) {
    Map<UUID, SubjectKind> kinds = new HashMap<>(byTag(ids));
    if (kinds.size() < ids.size()) {
      consultations().forEach(id -> kinds.putIfAbsent(id, SubjectKind.CONSULTATION));
    }
    return kinds;
  }

  private Map<UUID, SubjectKind> byTag(List<UUID> ids) {
    List<String> tags = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (SubjectKind kind : SubjectKind.values()) {
      for (String tag : kind.tags()) {
        tags.add(tag);
        kinds.add(kind.name());
      }
    }
    Map<UUID, SubjectKind> found = new HashMap<>();
    jdbc.sql(
            """
            select i.id, k.kind from unnest(:ids::uuid[]) i (id) cross join lateral (
              select k.kind from unnest(:tags::text[], :kinds::text[]) with ordinality k (tag, kind, n)
              where exists (select from eventlog.event_tag t where t.tag = k.tag || ':' || i.id)
              order by k.n limit 1) k
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("tags", tags.toArray(String[]::new))
        .param("kinds", kinds.toArray(String[]::new))
        .query(
            row -> {
              found.put(
                  row.getObject("id", UUID.class), SubjectKind.valueOf(row.getString("kind")));
            });
    return found;
  }

  /** No tag leads to these. */
  private List<UUID> consultations() {
    return jdbc.sql(
            """
            select (payload ->> 'consultation')::uuid from eventlog.event
            where type = 'privacy.FileConsulted' and payload ->> 'reason' is not null
            """)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
