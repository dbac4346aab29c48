package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What analysts read in SQL, with an account of their own. {@code docs/analytics.md} is generated
 * from the comments of the database; to write it anew, run this test with {@code
 * -Djalons.docs=write}.
 */
class AnalyticsTest extends OnDemoSchool {
  private static final Path DOC = Path.of("../docs/analytics.md");
  private static final String SCHOOL = "0990001X";
  private static final String EXAMPLE = "\nExample: ";

  @Autowired PostgresEventStorageEngine log;
  @Autowired ReadModels readModels;
  @Autowired IndicatorsInSql inSql;
  @Autowired AnalystAccess access;

  @Value("${spring.datasource.url}")
  String url;

  private final List<SingleConnectionDataSource> connections = new ArrayList<>();

  private record View(String name, String said, String example, String query) {}

  @BeforeEach
  void analystsMayRead() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
    role("jalons_analyst");
    ownerIsNoSuperuser();
    access.grant();
    inSql.keep();
  }

  @AfterEach
  void leave() {
    connections.forEach(SingleConnectionDataSource::destroy);
  }

  /** As in an installation: row policies bind who owns the views, and ask their functions. */
  private void ownerIsNoSuperuser() {
    role("plain_owner");
    List<String> schemas =
        List.of(
            "analytics",
            "delivery",
            "evaluation",
            "followup",
            "identity",
            "planning",
            "visibility");
    String all = String.join(", ", schemas);
    jdbc.sql("grant usage on schema " + all + " to plain_owner").update();
    jdbc.sql("grant create on schema analytics to plain_owner").update();
    jdbc.sql("grant select on all tables in schema " + all + " to plain_owner").update();
    views()
        .forEach(
            view ->
                jdbc.sql("alter view analytics." + view.name + " owner to plain_owner").update());
  }

  private void role(String name) {
    jdbc.sql(
            "do $$ begin create role %s login; exception when duplicate_object then null; end $$"
                .formatted(name))
        .update();
  }

  private JdbcClient as(String role) {
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource(url.replaceAll("user=\\w+", "user=" + role), role, "", true);
    connections.add(connection);
    return JdbcClient.create(connection);
  }

  private List<View> views() {
    return jdbc.sql(
            """
            select c.relname, obj_description(c.oid, 'pg_class') as said
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'analytics' and c.relkind = 'v' order by c.relname
            """)
        .query(
            (row, number) -> {
              String said = row.getString("said");
              String example = said.substring(said.indexOf(EXAMPLE) + EXAMPLE.length());
              return new View(
                  row.getString("relname"),
                  said.substring(0, said.indexOf(EXAMPLE)),
                  example.substring(0, example.indexOf('\n')),
                  example.substring(example.indexOf('\n') + 1));
            })
        .list();
  }

  @Test
  void everyWorkedQueryAnswersAnAnalyst() {
    JdbcClient analyst = as("jalons_analyst");
    assertThat(views()).hasSizeGreaterThan(10);
    for (View view : views()) {
      assertThat(analyst.sql(view.query).query().listOfRows()).as(view.name).isNotEmpty();
    }
  }

  @Test
  void thePageOfTheViewsIsUpToDate() throws IOException {
    String expected = page();
    if ("write".equals(System.getProperty("jalons.docs"))) {
      Files.writeString(DOC, expected);
    }
    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "").isEqualTo(expected);
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Analytics in SQL

            Generated from the comments of the database by `AnalyticsTest`; do not edit.

            The schema `analytics` has one view for each question. An account of its own, `jalons_analyst`, reads these views and nothing else. With the embedded database
            `analyst.env` in `JALONS_DATA` holds what `psql` or a BI tool needs (`set -a; . ~/.jalons/analyst.env; psql`); only its owner can read it. On a server of your own, make the account;
            within five minutes Jalons lets it read:

            ```sql
            create role jalons_analyst login password '…';
            -- one who sees a single school: no row in analytics.reach, nothing to see
            create role jalons_analyst_0990001x login password '…' in role jalons_analyst;
            insert into analytics.reach values ('jalons_analyst_0990001x', '0990001X');
            ```

            Nobody is named. A student is a pseudonym, which joins the views and leads to no file of Jalons; small classes and rare days can still tell who is meant.
            So views of single students stay within the school. What leaves it comes from `indicator`, `action` and the views whose names end with `_published`: they withhold
            figures of fewer than k students (`JALONS_SUPPRESSION_K`). Release one of them for one purpose: two cuts of the same facts can be subtracted from each other.
            Erased students keep their pseudonym, and no key leads from it to them.

            """);
    for (View view : views()) {
      page.append("## `analytics.").append(view.name).append("`\n").append(view.said);
      page.append("\n\n| column | type | what it holds |\n|---|---|---|\n");
      jdbc.sql(
              """
              select a.attname, format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as said
              from pg_attribute a
              where a.attrelid = ('analytics.' || ?)::regclass and a.attnum > 0 order by a.attnum
              """)
          .param(view.name)
          .query(
              row -> {
                page.append("| `%s` | %s | ".formatted(row.getString(1), row.getString(2)));
                page.append(row.getString("said")).append(" |\n");
              });
      page.append("\n%s:\n```sql\n%s\n```\n\n".formatted(view.example, view.query));
    }
    return page.toString().stripTrailing() + '\n';
  }

  @Test
  void everyColumnSaysWhatItHolds() {
    assertThat(page()).doesNotContain("| null |");
  }

  @Test
  void anAnalystReadsNothingElse() {
    JdbcClient analyst = as("jalons_analyst");
    for (String forbidden :
        List.of(
            "select * from identity.student",
            "select * from eventlog.event",
            "select * from analytics.setting",
            "select * from analytics.reach",
            "select * from analytics.figure",
            "select * from followup.aspect",
            "delete from analytics.indicator",
            "create table analytics.mine (a int)")) {
      assertThatThrownBy(() -> analyst.sql(forbidden).query().listOfRows())
          .as(forbidden)
          .isInstanceOf(BadSqlGrammarException.class)
          .cause()
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void anAccountSeesTheSchoolsThatItIsGivenAndNoOthers() {
    role("jalons_analyst_of_one");
    jdbc.sql("grant jalons_analyst to jalons_analyst_of_one").update();
    JdbcClient analyst = as("jalons_analyst_of_one");
    String reach = "insert into analytics.reach values ('jalons_analyst_of_one', ?)";
    try {
      assertThat(rows(analyst)).containsOnly(0L);
      jdbc.sql(reach).param("0999998Y").update();
      assertThat(rows(analyst)).containsOnly(0L);
      jdbc.sql(reach).param(SCHOOL).update();
      assertThat(rows(analyst)).isEqualTo(rows(jdbc)).doesNotContain(0L);
    } finally {
      jdbc.sql("delete from analytics.reach where role = 'jalons_analyst_of_one'").update();
    }
  }

  private List<Long> rows(JdbcClient reader) {
    return views().stream()
        .map(
            view ->
                reader
                    .sql("select count(*) from analytics." + view.name)
                    .query(Long.class)
                    .single())
        .toList();
  }

  /** The indicator is of those who are there on its last day. */
  @Test
  void rollsInSqlAddUpToAttendance() {
    LocalDate last =
        jdbc.sql("select max(day) from delivery.session where status = 'HELD'")
            .query(LocalDate.class)
            .single();
    LocalDate first = last.minusMonths(6);
    String asked =
        "/api/indicators?codes=S42&school=%s&from=%s&until=%s".formatted(SCHOOL, first, last);
    Map<String, Object> line =
        JsonPath.<List<Map<String, Object>>>read(get(asked).body(), "$").getFirst();
    Map<String, Object> sums =
        jdbc.sql(
                """
                select sum(minutes_present) as present, sum(minutes_expected) as expected
                from analytics.attendance where day between :first and :last
                  and student in (
                    select student from analytics.membership
                    where kind = 'CLASS' and from_day <= :last and (until_day is null or until_day > :last))
                """)
            .param("first", first)
            .param("last", last)
            .query()
            .singleRow();

    assertThat(((Number) sums.get("present")).longValue())
        .isPositive()
        .isEqualTo(((Number) line.get("numerator")).longValue());
    assertThat(((Number) sums.get("expected")).longValue())
        .isEqualTo(((Number) line.get("denominator")).longValue());
  }

  /** With a k that some classes of the demonstration do not reach. */
  @Test
  void whatLeavesTheSchoolTellsOfNoFewAndNotWhatIsWithheldBesideIt() {
    jdbc.sql("update analytics.setting set value = '12' where name = 'k'").update();
    try {
      List<Map<String, Object>> cells =
          jdbc.sql(
                  """
                  select school, kind, month, count(*) as all,
                    count(*) filter (where withheld) as withheld, min(students) as fewest,
                    count(*) filter (where withheld and num_nonnulls(students, minutes_present, minutes_expected, unexcused) > 0) as told
                  from analytics.attendance_published group by school, kind, month
                  """)
              .query()
              .listOfRows();
      assertThat(cells)
          .anyMatch(cell -> (long) cell.get("withheld") > 0)
          .allMatch(cell -> cell.get("fewest") == null || (long) cell.get("fewest") >= 12)
          .allMatch(cell -> (long) cell.get("told") == 0)
          .noneMatch(cell -> (long) cell.get("withheld") == 1 && (long) cell.get("all") > 1);
    } finally {
      access.grant();
    }
  }

  @Test
  void aPseudonymIsOneInAllViewsAndNoIdentifier() {
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from analytics.attendance a
                    where not exists (select from analytics.membership m where m.student = a.student)
                      or a.student in (select id::text from identity.student)
                    """)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aDayKeepsItsFigures() {
    jdbc.sql(
            "insert into analytics.figure select code, by, version, scope, school, subject, 1, 2, 0.5, false, from_day, until_day - 1, position from analytics.figure where scope = 'SCHOOL' and code = 'S42'")
        .update();
    inSql.keep();
    assertThat(
            jdbc.sql(
                    "select count(distinct until_day) from analytics.indicator_by_day where code = 'S42' and scope = 'SCHOOL'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(
            jdbc.sql(
                    "select count(*) from analytics.indicator where code = 'S42' and scope = 'SCHOOL'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }
}
