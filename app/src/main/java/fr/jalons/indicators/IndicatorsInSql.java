package fr.jalons.indicators;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.time.SchoolTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the figures of the schema {@code analytics}: today's, as far as anything has happened
 * since.
 */
@Component
class IndicatorsInSql {
  private final IndicatorAnswers answers;
  private final SchoolYears years;
  private final ReadModels readModels;
  private final JdbcClient jdbc;
  private final JdbcTemplate rows;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Formulas and settings may have changed since the last program wrote. */
  private volatile boolean writtenByThisProgram;

  IndicatorsInSql(
      IndicatorAnswers answers,
      SchoolYears years,
      ReadModels readModels,
      JdbcClient jdbc,
      JdbcTemplate rows,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.answers = answers;
    this.years = years;
    this.readModels = readModels;
    this.jdbc = jdbc;
    this.rows = rows;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Bean
  RecurringTask<Void> keepIndicatorsInSql() {
    return Recurring.every(Duration.ofMinutes(5), "indicators-in-sql", this::keep);
  }

  void keep() {
    long position = readModels.storedPosition(AspectProjection.NAME);
    LocalDate today = LocalDate.now(clock);
    boolean due = !writtenByThisProgram || !isKept(position, today);
    if (due && transaction.execute(status -> write(position))) {
      writtenByThisProgram = true;
    }
  }

  private boolean isKept(long position, LocalDate today) {
    return jdbc.sql(
            "select exists (select from analytics.figure where position = ? and until_day = ?)")
        .params(position, today)
        .query(Boolean.class)
        .single();
  }

  /** Whether it did: on one node at a time, and another one finds it done. */
  private boolean write(long position) {
    boolean alone =
        jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('analytics.figure', 0))")
            .query(Boolean.class)
            .single();
    if (alone) {
      List<SchoolId> schools =
          jdbc.sql("select distinct school from planning.structure")
              .query((row, number) -> new SchoolId(row.getString("school")))
              .list();
      schools.forEach(school -> SchoolTime.at(school, () -> write(school, position)));
    }
    return alone;
  }

  /** Up to today, as it is there. */
  private int write(SchoolId school, long position) {
    Period year = years.period(school, null, LocalDate.now(clock), null);
    List<IndicatorLine> all = answers.published(school, year);
    jdbc.sql("delete from analytics.figure where school = ? and until_day = ?")
        .params(school.uai(), year.until())
        .update();
    rows.batchUpdate(
        "insert into analytics.figure values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        all.stream()
            .map(
                line ->
                    new @Nullable Object[] {
                      line.code(),
                      Objects.requireNonNullElse(line.by(), ""),
                      Integer.valueOf(line.version()),
                      line.scope().kind().name(),
                      line.scope().school(),
                      Objects.requireNonNullElse(line.scope().code(), line.scope().school()),
                      decimal(line.numerator()),
                      decimal(line.denominator()),
                      decimal(line.value()),
                      line.withheld(),
                      line.from(),
                      line.until(),
                      position
                    })
            .toList());
    return all.size();
  }

  private static @Nullable BigDecimal decimal(@Nullable Number number) {
    return number == null ? null : new BigDecimal(number.toString());
  }
}
