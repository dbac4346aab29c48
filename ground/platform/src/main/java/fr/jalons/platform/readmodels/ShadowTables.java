package fr.jalons.platform.readmodels;

import fr.jalons.platform.slices.ReadModel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empty twins of a read model's tables, to be filled apart and then compared with the live ones.
 */
final class ShadowTables {
  private final ReadModel readModel;
  private final JdbcClient jdbc;

  ShadowTables(ReadModel readModel, JdbcClient jdbc) {
    this.readModel = readModel;
    this.jdbc = jdbc;
  }

  /** Where they stand. */
  String schema() {
    return "rebuild_" + readModel.name().replaceAll("[^a-z]", "_");
  }

  /** Without what a crash may have left of an earlier rebuild. */
  void create() {
    drop();
    execute("create schema " + schema());
    for (String table : readModel.tables()) {
      execute(
          "create unlogged table %s (like %s including all)".formatted(twin(table), live(table)));
    }
  }

  void drop() {
    execute("drop schema if exists " + schema() + " cascade");
  }

  void analyze() {
    readModel.tables().forEach(table -> execute("analyze " + twin(table)));
  }

  /**
   * Makes the live tables equal to their twins, row for row, touching only the rows that differ.
   *
   * @return how many that were
   */
  long mergeIntoLive() {
    return readModel.tables().stream().mapToLong(this::merge).sum();
  }

  private long merge(String table) {
    List<@Nullable String> columns = columns(table);
    String key =
        key(table).stream()
            .map(column -> "l.%1$s = s.%1$s".formatted(column))
            .collect(Collectors.joining(" and "));
    String names = String.join(", ", columns);
    String values = columns.stream().map(column -> "s." + column).collect(Collectors.joining(", "));
    return execute(
        """
        merge into %s as l using %s as s on %s
        when matched and l::text is distinct from s::text then update set (%s) = row(%s)
        when not matched by target then insert (%s) values (%s)
        when not matched by source then delete
        """
            .formatted(live(table), twin(table), key, names, values, names, values));
  }

  private List<@Nullable String> columns(String table) {
    return jdbc.sql(
            """
            select quote_ident(attname) from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum
            """)
        .param(live(table))
        .query(String.class)
        .list();
  }

  private List<@Nullable String> key(String table) {
    return jdbc.sql(
            """
            select quote_ident(a.attname) from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ?::regclass and i.indisprimary
            """)
        .param(live(table))
        .query(String.class)
        .list();
  }

  private int execute(String sql) {
    return jdbc.sql(sql).update();
  }

  private String live(String table) {
    return readModel.schema() + "." + table;
  }

  private String twin(String table) {
    return schema() + "." + table;
  }
}
