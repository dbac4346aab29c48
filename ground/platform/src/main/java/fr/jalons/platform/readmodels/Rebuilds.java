package fr.jalons.platform.readmodels;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.operations.Operations.Outcome;
import fr.jalons.platform.operations.Progress;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.ParkedEvents;
import fr.jalons.platform.slices.ReadModel;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds a read model anew while the server runs. The whole log goes through the same handlers into
 * tables of a schema of its own. Then, in one transaction that keeps the live projection away, the
 * rest of the log is folded and the live tables are made equal to the new ones: readers see the old
 * rows until that transaction commits, and wait for nothing.
 */
@Component
public class Rebuilds {
  /** The subject of a rebuild of all read models that can be. */
  public static final String ALL = "all";

  private static final int PAGE = 5_000;

  private final ReadModels readModels;
  private final Operations operations;
  private final PostgresEventStorageEngine log;
  private final ParkedEvents parked;
  private final RebuildLock lock;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Rebuilds(
      ReadModels readModels,
      Operations operations,
      PostgresEventStorageEngine log,
      ParkedEvents parked,
      RebuildLock lock,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.readModels = readModels;
    this.operations = operations;
    this.log = log;
    this.parked = parked;
    this.lock = lock;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Starts the rebuild of one read model, or of {@link #ALL}; or finds it under way. */
  public Operation start(String subject) {
    List<ReadModel> subjects = requireRebuildable(subject);
    return operations.start(
        Operation.Kind.REBUILD, subject, progress -> rebuild(subjects, progress));
  }

  /** The read models that a name stands for; refuses what the log alone does not determine. */
  public List<ReadModel> requireRebuildable(String subject) {
    List<ReadModel> subjects =
        subject.equals(ALL)
            ? readModels.all().stream().filter(ReadModel::rebuildable).toList()
            : List.of(readModels.named(subject));
    if (!subjects.getFirst().rebuildable()) {
      throw Refusal.conflict("platform.not-rebuildable", subject);
    }
    return subjects;
  }

  private Outcome rebuild(List<ReadModel> subjects, Progress progress) throws SQLException {
    long changed = 0;
    for (int i = 0; i < subjects.size(); i++) {
      changed += rebuild(subjects.get(i), new Share(progress, i, subjects.size()));
    }
    return new Outcome(Operation.State.DONE, changed, null);
  }

  /** The part of one read model in the progress of several. */
  private record Share(Progress progress, int number, int count) {
    void reached(long position, long head) {
      progress.reached(number * head + position, count * head);
    }
  }

  private long rebuild(ReadModel readModel, Share share) throws SQLException {
    AtomicLong changed = new AtomicLong();
    lock.holding(
        readModel.name(),
        () -> {
          ShadowTables shadow = new ShadowTables(readModel, jdbc);
          try {
            shadow.create();
            changed.set(new Run(readModel, shadow, share).toTheEnd());
          } finally {
            shadow.drop();
          }
        });
    return changed.get();
  }

  /** One rebuild of one read model. */
  private final class Run {
    private final ReadModel readModel;
    private final ShadowTables shadow;
    private final Share share;
    private final Set<@Nullable Long> discarded;
    private final Set<Long> stillParked = new HashSet<>();
    private long position;

    Run(ReadModel readModel, ShadowTables shadow, Share share) {
      this.readModel = readModel;
      this.shadow = shadow;
      this.share = share;
      this.discarded = new HashSet<>(parked.discarded(readModel.name()));
    }

    long toTheEnd() {
      long stored = readModels.storedPosition(readModel.name());
      while (stored - position > PAGE) {
        transaction.executeWithoutResult(status -> fold(PAGE));
        stored = readModels.storedPosition(readModel.name());
      }
      shadow.analyze();
      return Objects.requireNonNull(transaction.execute(status -> swap()));
    }

    /** Under the lock, the stored position is exactly what the live rows stand for. */
    private long swap() {
      readModel.lock();
      long end = readModels.storedPosition(readModel.name());
      while (position < end) {
        fold((int) Math.min(PAGE, end - position));
      }
      parked.waiting().stream()
          .filter(waiting -> waiting.readModel().equals(readModel.name()))
          .filter(waiting -> waiting.position() <= end && !stillParked.contains(waiting.position()))
          .forEach(waiting -> parked.handled(readModel.name(), waiting.position()));
      return shadow.mergeIntoLive();
    }

    private void fold(int events) {
      List<EventMessage> page = log.events(position, position + events);
      readModel.handle(
          page.stream()
              .filter(event -> readModel.events().contains(event.type().qualifiedName()))
              .filter(event -> !discarded.contains(PostgresEventStorageEngine.position(event)))
              .toList(),
          shadow.schema(),
          this::unhandled);
      position += events;
      share.reached(position, Math.max(position, log.head()));
    }

    /** What the live projection has parked stays parked; what it could handle must work here. */
    private void unhandled(EventMessage event, RuntimeException failure) {
      long failing = PostgresEventStorageEngine.position(event);
      boolean wasParked =
          parked.waiting().stream()
              .anyMatch(
                  waiting ->
                      waiting.position() == failing
                          && waiting.readModel().equals(readModel.name()));
      if (!wasParked) {
        throw failure;
      }
      parked.park(readModel.name(), event, failure);
      stillParked.add(failing);
    }
  }
}
