package fr.jalons.evaluation.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.time.SchoolTime;
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
 * A survey whose last day has passed is closed without a command from a person, because only then
 * its key is destroyed. Not before the application is ready: what is written until then may happen
 * at another time than now.
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
    jdbc
        .sql("select id, school, closes_on from evaluation.survey where not closed")
        .query(
            (row, number) ->
                new Due(
                    new SurveyId(row.getObject("id", UUID.class)),
                    row.getString("school"),
                    row.getObject("closes_on", LocalDate.class)))
        .list()
        .stream()
        .filter(due -> due.closesOn.isBefore(SchoolTime.today(clock, due.school)))
        .forEach(due -> commands.sendAs("system:jalons", new CloseSurvey(due.survey)));
  }

  private record Due(SurveyId survey, String school, LocalDate closesOn) {}

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Timetable {}
}
