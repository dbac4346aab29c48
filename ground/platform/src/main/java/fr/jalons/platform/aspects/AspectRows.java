package fr.jalons.platform.aspects;

import fr.jalons.marks.Withdrawal;
import fr.jalons.platform.json.EventJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of aspects: some events go into them with one reading and one writing. */
@Component
class AspectRows {
  private static final String STUDENT = "student";

  /** One probe of the index for each, whatever the planner knows of the table. */
  private static final String SELECT =
      """
      select a.subject, a.aspect, a.entry, a.since, a.state::text as state, a.withdrawn::text as withdrawn
      from unnest(?::text[], ?::text[], ?::text[]) as k (subject, aspect, entry)
      cross join lateral (
        select * from aspect x
        where x.subject = k.subject and x.aspect = k.aspect and x.entry = k.entry offset 0) a
      """;

  private static final String SAVE =
      """
      insert into aspect (subject, aspect, entry, kind, part, student, since, position, state, withdrawn)
      select * from unnest(
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::jsonb[], ?::jsonb[])
      on conflict (subject, aspect, entry) do update
      set since = excluded.since, position = excluded.position, state = excluded.state, withdrawn = excluded.withdrawn
      """;

  private static final String DELETE =
      """
      delete from aspect a using unnest(?::text[], ?::text[], ?::text[]) as k (subject, aspect, entry)
      where a.subject = k.subject and a.aspect = k.aspect and a.entry = k.entry
      """;

  private final Folds folds;
  private final JdbcClient jdbc;
  private final EventJson json;

  AspectRows(Folds folds, JdbcClient jdbc, EventJson json) {
    this.folds = folds;
    this.jdbc = jdbc;
    this.json = json.asStored();
  }

  /** An event with its place in the log. */
  record News(long position, Object event) {}

  /** Which row. */
  private record Key(String subject, String aspect, String entry) {}

  /** What becomes of a row: what it holds, and what it is to hold. */
  private static final class Row {
    private final Fold fold;
    private final Fold.Entry entry;
    private @Nullable Object before;
    private @Nullable Object after;
    private @Nullable String withdrawn;
    private boolean justWithdrawn;
    private long began;
    private long since;
    private long position;

    Row(Fold fold, Fold.Entry entry) {
      this.fold = fold;
      this.entry = entry;
      this.after = fold.none();
    }

    void holds(Object state, @Nullable String why, long first) {
      before = state;
      withdrawn = why;
      after = state;
      since = first;
      began = first;
    }

    /** A row tells of what has changed it, however events are grouped into batches. */
    void evolve(News news, String subject, EventJson json) {
      Withdrawal withdrawal = fold.withdraws(news.event());
      if (withdrawn != null || withdrawal != null) {
        if (withdrawn == null && withdrawal != null && !saysNothing()) {
          withdrawn = json.write(Withdrawn.Why.of(withdrawal));
          justWithdrawn = true;
          position = news.position();
        }
        return; // what was taken back stays as it was
      }
      Object next = fold.evolve(after, news.event(), subject);
      if (next != null && !next.equals(after)) {
        since = saysNothing() ? news.position() : since;
        after = next;
        position = news.position();
      }
    }

    private boolean saysNothing() {
      return after == null || after.equals(fold.none());
    }

    boolean isChanged() {
      return after != null
          && (justWithdrawn
              || !after.equals(before == null ? fold.none() : before)
              || (before != null && since != began));
    }

    /** A state that says nothing is not kept, nor when its row began. */
    boolean isKept() {
      return withdrawn != null || !saysNothing();
    }
  }

  /** Brings events into the rows of these aspects. */
  void take(List<News> news, Collection<Fold> wanted) {
    Map<Key, Row> rows = new LinkedHashMap<>();
    news.forEach(one -> each(one, wanted, rows, (row, subject) -> {}));
    if (rows.isEmpty()) {
      return;
    }
    read(rows);
    news.forEach(one -> each(one, wanted, rows, (row, subject) -> row.evolve(one, subject, json)));
    rows.values().removeIf(row -> !row.isChanged());
    Map<Boolean, Map<Key, Row>> changed =
        rows.entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    row -> row.getValue().isKept(),
                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    write(changed.getOrDefault(true, Map.of()));
    delete(changed.getOrDefault(false, Map.of()));
  }

  private interface Step {
    void on(Row row, String subject);
  }

  private void each(News news, Collection<Fold> wanted, Map<Key, Row> rows, Step step) {
    for (Fold fold : folds.evolvingFrom(news.event().getClass())) {
      if (wanted.contains(fold)) {
        Collection<Fold.Entry> entries = fold.entries(news.event());
        for (String subject : fold.subjects(news.event())) {
          for (Fold.Entry entry : entries) {
            Key key = new Key(subject, fold.name(), entry.value());
            step.on(rows.computeIfAbsent(key, k -> new Row(fold, entry)), subject);
          }
        }
      }
    }
  }

  private void read(Map<Key, Row> rows) {
    jdbc.sql(SELECT)
        .param(texts(rows, Key::subject))
        .param(texts(rows, Key::aspect))
        .param(texts(rows, Key::entry))
        .query(
            found -> {
              Row row =
                  rows.get(
                      new Key(
                          found.getString("subject"),
                          found.getString("aspect"),
                          found.getString("entry")));
              if (row != null) {
                row.holds(
                    json.read(found.getString("state"), row.fold.type()),
                    found.getString("withdrawn"),
                    found.getLong("since"));
              }
            });
  }

  private void write(Map<Key, Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Collection<Row> all = rows.values();
    jdbc.sql(SAVE)
        .param(texts(rows, Key::subject))
        .param(texts(rows, Key::aspect))
        .param(texts(rows, Key::entry))
        .param(all.stream().map(row -> row.fold.of()).toArray(String[]::new))
        .param(all.stream().map(row -> row.entry.tag()).toArray(String[]::new))
        .param(
            rows.entrySet().stream()
                .map(row -> student(row.getKey(), row.getValue()))
                .toArray(UUID[]::new))
        .param(all.stream().map(row -> row.since).toArray(Long[]::new))
        .param(all.stream().map(row -> row.position).toArray(Long[]::new))
        .param(
            all.stream()
                .map(row -> json.write(Objects.requireNonNull(row.after)))
                .toArray(String[]::new))
        .param(all.stream().map(row -> row.withdrawn).toArray(String[]::new))
        .update();
  }

  private void delete(Map<Key, Row> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql(DELETE)
          .param(texts(rows, Key::subject))
          .param(texts(rows, Key::aspect))
          .param(texts(rows, Key::entry))
          .update();
    }
  }

  private static @Nullable UUID student(Key key, Row row) {
    if (row.fold.of().equals(STUDENT)) {
      return UUID.fromString(key.subject());
    }
    return row.entry.tag().equals(STUDENT) ? UUID.fromString(key.entry()) : null;
  }

  private static String[] texts(Map<Key, Row> rows, Function<Key, String> part) {
    return rows.keySet().stream().map(part).toArray(String[]::new);
  }

  /** How far an aspect is folded. */
  record Folded(int version, boolean live, long to) {}

  /** In the tables that are just being worked on: the live ones, or those of a rebuild. */
  Map<String, Folded> folded() {
    return folded("fold");
  }

  /** In the live tables. */
  Map<String, Folded> liveFolded() {
    return folded("followup.fold");
  }

  private Map<String, Folded> folded(String table) {
    Map<String, Folded> found = new HashMap<>();
    jdbc.sql("select aspect, version, live, folded_to from " + table)
        .query(
            row -> {
              found.put(
                  row.getString("aspect"),
                  new Folded(
                      row.getInt("version"), row.getBoolean("live"), row.getLong("folded_to")));
            });
    return found;
  }

  /** Notes where aspects stand. */
  void note(Collection<Fold> which, boolean live, long to) {
    jdbc.sql(
            """
            insert into fold (aspect, version, live, folded_to)
            select n.aspect, n.version, ?, ? from unnest(?::text[], ?::int[]) as n (aspect, version)
            on conflict (aspect) do update
            set version = excluded.version, live = excluded.live, folded_to = excluded.folded_to
            """)
        .param(live)
        .param(to)
        .param(which.stream().map(Fold::name).toArray(String[]::new))
        .param(which.stream().map(Fold::version).toArray(Integer[]::new))
        .update();
  }

  /** Removes what aspects hold. */
  void clear(Collection<Fold> which) {
    jdbc.sql("delete from aspect where aspect = any (?)")
        .param(which.stream().map(Fold::name).toArray(String[]::new))
        .update();
  }

  /** Those that are kept up to date, in the version of this program. */
  List<Fold> live(Map<String, Folded> folded) {
    return folds.all().stream()
        .filter(
            fold -> {
              Folded state = folded.get(fold.name());
              return state != null && state.live() && state.version() == fold.version();
            })
        .toList();
  }
}
