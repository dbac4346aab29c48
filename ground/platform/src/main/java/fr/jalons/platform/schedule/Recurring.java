package fr.jalons.platform.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Work that one node does at intervals: a bean of this type is all that is needed. The database
 * keeps when it is due, so a restart neither skips nor repeats it. Work that fails is done again
 * when it is due next.
 */
public final class Recurring {
  /** A start has other things to do. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  private Recurring() {}

  /**
   * Work with a pause after each time.
   *
   * @param name by which the database knows it: it stays
   */
  public static RecurringTask<Void> every(Duration pause, String name, Runnable work) {
    return Tasks.recurring(name, new Pauses(pause))
        .onDeadExecutionRevive()
        .execute((instance, context) -> work.run());
  }

  /**
   * Work at a time of each day.
   *
   * @param name by which the database knows it: it stays
   */
  public static RecurringTask<Void> daily(LocalTime at, ZoneId zone, String name, Runnable work) {
    return Tasks.recurring(name, Schedules.daily(zone, at))
        .onDeadExecutionRevive()
        .execute((instance, context) -> work.run());
  }

  private record Pauses(Duration pause) implements Schedule {
    @Override
    public Instant getNextExecutionTime(ExecutionComplete last) {
      return last.getTimeDone().plus(pause);
    }

    @Override
    public Instant getInitialExecutionTime(Instant now) {
      return now.plus(FIRST);
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }
}
