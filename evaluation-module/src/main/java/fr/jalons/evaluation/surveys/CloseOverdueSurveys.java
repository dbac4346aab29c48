package fr.jalons.evaluation.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.schedule.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Component;

/**
 * A survey whose last day has passed is closed even if nobody thinks of it, because only then its
 * key is destroyed. Not before the application is ready: what is written until then may happen at
 * another time than now.
 */
@Component
class CloseOverdueSurveys {
  private final JdbcClient jdbc;
  private final Commands commands;
  private final Clock clock;

  CloseOverdueSurveys(JdbcClient jdbc, Commands commands, Clock clock) {
    this.jdbc = jdbc;
    this.commands = commands;
    this.clock = clock;
  }

  @Bean
  RecurringTask<Void> closeOverdueSurveysHourly() {
    return Recurring.every(Duration.ofHours(1), "close-overdue-surveys", this::closeAll);
  }

  void closeAll() {
    jdbc.sql("select id from evaluation.survey where not closed and closes_on < ?")
        .param(LocalDate.now(clock))
        .query(UUID.class)
        .list()
        .forEach(id -> commands.sendAs("system:jalons", new CloseSurvey(new SurveyId(id))));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Timetable {}
}
