package fr.jalons.followup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Students' follow-ups as rows, with a column for each kind of fact: one more fact rewrites those
 * of its kind and no other. The projection goes on from what it wrote last, as long as that is what
 * the row still holds.
 */
@Component
class FollowUpRows {
  /** Facts to be kept in memory take about so many bytes each. */
  private static final int FACT = 300;

  /** This part of the memory is theirs. */
  private static final int SHARE = 10;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("memberships", StudentFollowUp::memberships),
          new Kind("needs", StudentFollowUp::needs),
          new Kind("sessions", StudentFollowUp::sessions),
          new Kind("interviews", StudentFollowUp::interviews),
          new Kind("positionings", StudentFollowUp::positionings),
          new Kind("assessments", StudentFollowUp::assessments),
          new Kind("surveys", StudentFollowUp::surveys));

  private static final String SELECT =
      "select jsonb_build_object('student', student, 'leftOn', left_on, %s) as state, %s from %s s where student = any (?)";

  /** Which version of which row: every write gives it another transaction. */
  private static final String VERSION =
      "s.student, s.position, s.tableoid::bigint as place, s.xmin::text::bigint as written_by";

  private static final String SAVE =
      """
      merge into student s
      using unnest(?::uuid[], ?::bigint[], ?::date[], %s) as n (student, position, left_on, %s)
      on s.student = n.student
      when matched then update set position = n.position, left_on = n.left_on, %s
      when not matched then insert (student, position, left_on, %s) values (n.student, n.position, n.left_on, %s)
      returning %s
      """
          .formatted(
              each("?::jsonb[]"),
              each("%s"),
              each("%1$s = coalesce(n.%1$s, s.%1$s)"),
              each("%s"),
              each("n.%s"),
              VERSION);

  private final JdbcClient jdbc;
  private final EventJson json;
  private final Cache<StudentId, Known> known =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE / FACT)
          .weigher((StudentId student, Known row) -> 10 + facts(row.state()))
          .build();

  FollowUpRows(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Kind(String column, Function<StudentFollowUp, List<?>> facts) {}

  private record Version(long position, long place, long writtenBy) {}

  private record Known(Version version, StudentFollowUp state) {}

  /**
   * One that is to be written.
   *
   * @param position of the last event that concerned the student
   * @param before what the row holds, null if there is none
   */
  record Change(long position, @Nullable StudentFollowUp before, StudentFollowUp after) {}

  private static String each(String format) {
    return KINDS.stream()
        .map(kind -> format.formatted(kind.column()))
        .collect(Collectors.joining(", "));
  }

  private static int facts(StudentFollowUp state) {
    return KINDS.stream().mapToInt(kind -> kind.facts().apply(state).size()).sum();
  }

  /** The follow-ups of those students that have one, in the live read model. */
  Map<StudentId, StudentFollowUp> find(Collection<StudentId> students) {
    Map<StudentId, StudentFollowUp> found = new HashMap<>();
    select("followup.student", students).forEach((student, row) -> found.put(student, row.state()));
    return found;
  }

  /** As {@link #find}, for the projection: in the tables it is just working on. */
  Map<StudentId, StudentFollowUp> current(Collection<StudentId> students) {
    Map<StudentId, StudentFollowUp> found = new HashMap<>();
    List<StudentId> unknown = new ArrayList<>();
    versions(students)
        .forEach(
            (student, version) -> {
              Known row = known.getIfPresent(student);
              if (row != null && row.version().equals(version)) {
                found.put(student, row.state());
              } else {
                unknown.add(student);
              }
            });
    if (!unknown.isEmpty()) {
      select("student", unknown)
          .forEach(
              (student, row) -> {
                known.put(student, row);
                found.put(student, row.state());
              });
    }
    return found;
  }

  private Map<StudentId, Version> versions(Collection<StudentId> students) {
    Map<StudentId, Version> found = new HashMap<>();
    jdbc.sql("select " + VERSION + " from student s where student = any (?)")
        .param(ids(students))
        .query(
            row -> {
              found.put(student(row), version(row));
            });
    return found;
  }

  private Map<StudentId, Known> select(String table, Collection<StudentId> students) {
    Map<StudentId, Known> found = new HashMap<>();
    jdbc.sql(SELECT.formatted(each("'%1$s', %1$s"), VERSION, table))
        .param(ids(students))
        .query(
            row -> {
              StudentFollowUp state = json.read(row.getString("state"), StudentFollowUp.class);
              found.put(state.student(), new Known(version(row), state));
            });
    return found;
  }

  /** Writes, of every row, the kinds of facts that have changed. */
  void save(Map<StudentId, Change> changes) {
    List<StudentId> students = List.copyOf(changes.keySet());
    var statement =
        jdbc.sql(SAVE)
            .param(ids(students))
            .param(students.stream().map(s -> changed(changes, s).position()).toArray(Long[]::new))
            .param(
                students.stream()
                    .map(s -> Objects.toString(changed(changes, s).after().leftOn(), null))
                    .toArray(String[]::new));
    for (Kind kind : KINDS) {
      statement =
          statement.param(
              students.stream().map(s -> news(kind, changed(changes, s))).toArray(String[]::new));
    }
    statement.query(
        row -> {
          StudentId student = student(row);
          known.put(student, new Known(version(row), changed(changes, student).after()));
        });
  }

  private static Change changed(Map<StudentId, Change> changes, StudentId student) {
    return Objects.requireNonNull(changes.get(student));
  }

  /**
   * JSON, or null where nothing is new: the fold hands on the very list that it has not changed.
   */
  private @Nullable String news(Kind kind, Change change) {
    List<?> after = kind.facts().apply(change.after());
    boolean same = change.before() != null && kind.facts().apply(change.before()) == after;
    return same ? null : json.write(after);
  }

  private static UUID[] ids(Collection<StudentId> students) {
    return students.stream().map(StudentId::value).toArray(UUID[]::new);
  }

  private static StudentId student(ResultSet row) throws SQLException {
    return new StudentId(row.getObject("student", UUID.class));
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(row.getLong("position"), row.getLong("place"), row.getLong("written_by"));
  }
}
