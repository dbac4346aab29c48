package fr.jalons.indicators;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.platform.postgres.EmbeddedDatabase;
import fr.jalons.platform.schedule.Recurring;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the account of analysts read the views of the schema {@code analytics}, and nothing else. On
 * a server of the operator's own it is there once the operator has made it.
 */
@Component
class AnalystAccess {
  private final JdbcClient jdbc;
  private final int least;

  AnalystAccess(JdbcClient jdbc, @Value("${jalons.suppression.k:5}") int least) {
    this.jdbc = jdbc;
    this.least = least;
  }

  @Bean
  RecurringTask<Void> letAnalystsRead() {
    return Recurring.every(Duration.ofMinutes(5), "let-analysts-read", this::grant);
  }

  void grant() {
    jdbc.sql("update analytics.setting set value = ? where name = 'k' and value <> ?")
        .params(Integer.toString(least), Integer.toString(least))
        .update();
    if (isThere()) {
      // Row policies of the tables beneath the views ask functions of the second schema.
      jdbc.sql("grant usage on schema analytics, visibility to " + EmbeddedDatabase.ANALYST)
          .update();
      views()
          .forEach(
              view ->
                  jdbc.sql(
                          "grant select on analytics.%s to %s"
                              .formatted(view, EmbeddedDatabase.ANALYST))
                      .update());
    }
  }

  private boolean isThere() {
    return jdbc.sql("select exists (select from pg_roles where rolname = ?)")
        .param(EmbeddedDatabase.ANALYST)
        .query(Boolean.class)
        .single();
  }

  /** Not the tables beneath them. */
  private List<String> views() {
    return jdbc.sql("select viewname from pg_views where schemaname = 'analytics' order by 1")
        .query((row, number) -> row.getString(1))
        .list();
  }
}
