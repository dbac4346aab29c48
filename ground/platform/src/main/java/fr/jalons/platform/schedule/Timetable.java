package fr.jalons.platform.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Does all {@link Recurring} work that is due, once the program serves. */
@Configuration(proxyBeanMethods = false)
class Timetable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** A node that was killed at work leaves it to another after so many heartbeats. */
  private static final int MISSED = 4;

  @Bean(destroyMethod = "stop")
  Scheduler scheduler(DataSource database, ObjectProvider<RecurringTask<?>> work) {
    return of(database, work.stream().toList(), Duration.ofSeconds(5));
  }

  static Scheduler of(
      DataSource database, List<? extends RecurringTask<?>> work, Duration polling) {
    return Scheduler.create(database)
        .startTasks(List.copyOf(work))
        .tableName("schedule.task")
        .threads(2)
        .pollingInterval(polling)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED)
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  /** Not before: a demonstration may still be written. */
  @Bean
  StartWhenReady start(Scheduler scheduler) {
    return new StartWhenReady(scheduler);
  }

  record StartWhenReady(Scheduler scheduler) {
    @EventListener(ApplicationReadyEvent.class)
    void onceReady() {
      scheduler.start();
    }
  }
}
