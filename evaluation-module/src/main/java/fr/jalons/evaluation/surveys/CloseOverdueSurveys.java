package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
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
  private final ApplicationAvailability availability;

  CloseOverdueSurveys(
      JdbcClient jdbc, Commands commands, Clock clock, ApplicationAvailability availability) {
    this.jdbc = jdbc;
    this.commands = commands;
    this.clock = clock;
    this.availability = availability;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void onceReady() {
    if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
      closeAll();
    }
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
