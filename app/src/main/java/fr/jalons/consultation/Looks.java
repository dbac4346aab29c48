package fr.jalons.consultation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.ConsultationId;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Commands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks that wait to be recorded. Reading stays fast because it only adds to this list; a few
 * seconds later they stand in the log, many together. The same look within ten minutes counts once.
 * What a crash of the program takes are the looks of the last seconds; when too many wait, whoever
 * looks waits for them to be recorded.
 */
@Component
class Looks implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
  private static final Duration ONE_LOOK = Duration.ofMinutes(10);
  private static final int REMEMBERED = 100_000;
  private static final int MOST_WAITING = 1_000;

  private final Commands commands;
  private final Subjects subjects;
  private final Clock clock;
  private final Cache<Look, Boolean> recent =
      Caffeine.newBuilder().expireAfterWrite(ONE_LOOK).maximumSize(REMEMBERED).build();
  private final ReentrantLock recording = new ReentrantLock();
  private final ReentrantLock list = new ReentrantLock();
  private List<Waiting> waiting = new ArrayList<>();
  private volatile boolean running;

  Looks(Commands commands, Subjects subjects, Clock clock) {
    this.commands = commands;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** Who looked at what, and why. */
  record Look(String viewer, FileKind what, File file, @Nullable String reason) {}

  private record Waiting(Look look, ConsultationId id, Instant at) {}

  /** Remembers that somebody has looked. */
  void at(Look look) {
    if (recent.asMap().putIfAbsent(look, true) == null && add(look)) {
      record();
    }
  }

  /** Whether too many wait. */
  private boolean add(Look look) {
    list.lock();
    try {
      waiting.add(new Waiting(look, new ConsultationId(UUID.randomUUID()), clock.instant()));
      return waiting.size() >= MOST_WAITING;
    } finally {
      list.unlock();
    }
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void record() {
    recording.lock();
    try {
      List<Waiting> now = taken();
      for (int i = 0; i < now.size(); i++) {
        try {
          record(now.get(i));
        } catch (RuntimeException e) {
          LOG.warn("Looks at files are recorded later: {}", e.toString());
          List<Waiting> rest = new ArrayList<>(now.subList(i + 1, now.size()));
          rest.add(now.get(i)); // last, so that it does not hold up the others for ever
          putBack(rest);
          return;
        }
      }
    } finally {
      recording.unlock();
    }
  }

  private void record(Waiting one) {
    Set<StudentId> students = new LinkedHashSet<>(subjects.of(one.look.file));
    if (!students.isEmpty()) {
      commands.sendAs(
          one.look.viewer,
          new RecordConsultation(
              one.id,
              List.copyOf(students),
              one.look.viewer,
              one.look.what,
              one.look.reason,
              one.at));
    }
  }

  private List<Waiting> taken() {
    list.lock();
    try {
      List<Waiting> all = waiting;
      waiting = new ArrayList<>();
      return all;
    } finally {
      list.unlock();
    }
  }

  private void putBack(List<Waiting> rest) {
    list.lock();
    try {
      List<Waiting> all = new ArrayList<>(rest);
      all.addAll(waiting);
      waiting = all;
    } finally {
      list.unlock();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** What the last requests have left is recorded too, while the log can still be written. */
  @Override
  public void stop() {
    running = false;
    record();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, whose phases are near the highest, and before Axon. */
  @Override
  public int getPhase() {
    return 1;
  }
}
