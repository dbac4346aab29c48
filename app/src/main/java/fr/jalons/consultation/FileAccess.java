package fr.jalons.consultation;

import com.github.benmanes.caffeine.cache.Ticker;
import fr.jalons.events.ConsultationId;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Commands;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks that wait to be recorded. Reading stays fast because it only adds to this list; a few
 * seconds later they stand in the log, many together. What a crash of the program takes are the
 * looks of the last seconds; when too many wait, the reader waits for them to be recorded.
 */
@Component
class FileAccess implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FileAccess.class);
  private static final int MOST_WAITING = 1_000;

  private final Commands commands;
  private final KnownStudents students;
  private final Clock clock;
  private final RecentLooks recent = new RecentLooks(Ticker.systemTicker(), this::count);
  private final ReentrantLock recording = new ReentrantLock();
  private final BlockingQueue<Look> waiting = new LinkedBlockingQueue<>();
  private final Queue<Counted> counted = new ConcurrentLinkedQueue<>();
  private List<RecordConsultation> unsent = new ArrayList<>();
  private volatile boolean running;

  FileAccess(Commands commands, KnownStudents students, Clock clock) {
    this.commands = commands;
    this.students = students;
    this.clock = clock;
  }

  /** What an answer has shown to somebody, students among other things, and why. */
  record Look(String viewer, FileKind what, Set<UUID> shown, @Nullable String reason, Instant at) {
    private String why() {
      return Objects.requireNonNullElse(reason, "");
    }
  }

  /** Looks at one student's file that are told as a number. */
  private record Counted(RecentLooks.Seen look, int further) {}

  /** Those that have the same number, and so one event. */
  private record Numbered(String viewer, FileKind what, int further) {}

  /** Remembers that somebody has looked. */
  void at(String viewer, FileKind what, Set<UUID> shown, @Nullable String reason) {
    Look look = new Look(viewer, what, shown, reason, clock.instant());
    boolean news =
        shown.stream()
            .anyMatch(
                id ->
                    !students.isKnownAsOther(id) && !recent.isRecorded(seen(look, id), look.why()));
    if (news) {
      waiting.add(look);
      if (waiting.size() >= MOST_WAITING) {
        record();
      }
    }
  }

  private static RecentLooks.Seen seen(Look look, UUID student) {
    return new RecentLooks.Seen(look.viewer, look.what, new StudentId(student));
  }

  private void count(RecentLooks.Seen look, int further) {
    counted.add(new Counted(look, further));
  }

  @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void record() {
    recording.lock();
    try {
      recent.tellOver();
      decide();
      send();
    } finally {
      recording.unlock();
    }
  }

  /** What is new of the looks becomes commands, each with an identifier that stays. */
  private void decide() {
    try {
      for (Look look = waiting.peek(); look != null; look = waiting.peek()) {
        List<UUID> shown = students.among(look.shown);
        waiting.remove();
        admit(look, shown);
      }
    } catch (DataAccessException e) {
      LOG.warn("Looks at files are recorded later: {}", e.toString());
    }
    Map<Numbered, List<StudentId>> numbers = new LinkedHashMap<>();
    for (Counted one = counted.poll(); one != null; one = counted.poll()) {
      numbers
          .computeIfAbsent(
              new Numbered(one.look.viewer(), one.look.what(), one.further),
              none -> new ArrayList<>())
          .add(one.look.student());
    }
    numbers.forEach(
        (looks, whose) ->
            unsent.add(
                command(whose, looks.viewer, looks.what, null, clock.instant(), looks.further)));
  }

  private void admit(Look look, List<UUID> shown) {
    List<StudentId> news =
        shown.stream()
            .filter(id -> recent.admits(seen(look, id), look.why()))
            .map(StudentId::new)
            .toList();
    if (!news.isEmpty()) {
      unsent.add(command(news, look.viewer, look.what, look.reason, look.at, 0));
    }
  }

  private static RecordConsultation command(
      List<StudentId> students,
      String viewer,
      FileKind what,
      @Nullable String reason,
      Instant at,
      int further) {
    ConsultationId id = new ConsultationId(UUID.randomUUID());
    return new RecordConsultation(id, students, viewer, what, reason, at, further);
  }

  private void send() {
    List<RecordConsultation> rest = new ArrayList<>(unsent);
    while (!rest.isEmpty()) {
      RecordConsultation first = rest.removeFirst();
      try {
        commands.sendAs(first.viewer(), first);
      } catch (RuntimeException e) {
        LOG.warn("Looks at files are recorded later: {}", e.toString());
        rest.add(first); // last, so that it does not hold up the others for ever
        break;
      }
    }
    unsent = rest;
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
    recent.tellAll();
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
