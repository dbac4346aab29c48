package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.AspectRows.Folded;
import fr.jalons.platform.aspects.AspectRows.News;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.readmodels.RebuildLock;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.slices.ReadModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds aspects from the log that are new, or whose version has risen, while the server runs. The
 * projection leaves them alone until they have caught up with it; a restart goes on where it ended.
 */
@Component
public class Refolding implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Refolding.class);
  private static final int PAGE = 2_000;
  private static final long AGAIN_SECONDS = 10;

  /** A projection that is this far behind is still on its way through an old log. */
  private static final long FAR = 5_000;

  private final Folds folds;
  private final AspectRows rows;
  private final ReadModels readModels;
  private final RebuildLock lock;
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final JdbcTemplate statements;
  private final TransactionTemplate transaction;
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("refolding").daemon().factory());
  private volatile boolean running;

  Refolding(
      Folds folds,
      AspectRows rows,
      ReadModels readModels,
      RebuildLock lock,
      PostgresEventStorageEngine log,
      EventJson json,
      JdbcTemplate statements,
      PlatformTransactionManager transactions) {
    this.folds = folds;
    this.rows = rows;
    this.readModels = readModels;
    this.lock = lock;
    this.log = log;
    this.json = json.asStored();
    this.statements = statements;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The names of aspects that do not show today's state yet. */
  public Set<String> unfinished() {
    if (log.head() - readModels.position(AspectProjection.NAME) > FAR) {
      return names(folds.all());
    }
    Map<String, Folded> folded = rows.liveFolded();
    return folded.isEmpty() ? Set.of() : names(stale(folded));
  }

  private static Set<String> names(List<Fold> which) {
    return which.stream().map(Fold::name).collect(Collectors.toUnmodifiableSet());
  }

  private List<Fold> stale(Map<String, Folded> folded) {
    List<Fold> live = rows.live(folded);
    return folds.all().stream().filter(fold -> !live.contains(fold)).toList();
  }

  @Override
  public void start() {
    running = true;
    background.scheduleWithFixedDelay(this::look, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      Map<String, Folded> folded = rows.liveFolded();
      if (!folded.isEmpty() && !stale(folded).isEmpty()) {
        lock.holding(AspectProjection.NAME, this::fold);
      }
    } catch (Exception e) {
      LOG.warn("Aspects could not be folded, and will be tried again: {}", e.toString());
    }
  }

  /** Those that were left at one place go on together. */
  private void fold() {
    Map<String, Folded> folded = rows.liveFolded();
    Map<Long, List<Fold>> byPlace = new TreeMap<>();
    for (Fold fold : stale(folded)) {
      Folded state = folded.get(fold.name());
      long place = state != null && state.version() == fold.version() ? state.to() : 0;
      byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(fold);
    }
    byPlace.forEach((place, together) -> new Run(together, place).toTheEnd());
  }

  private void inLiveTables() {
    statements.execute("select set_config('search_path', 'followup', true)");
  }

  /** One way through the log. */
  private final class Run {
    private final List<Fold> together;
    private final Set<Fold> wanted;
    private final Map<QualifiedName, Class<?>> events = new HashMap<>();
    private final ReadModel readModel = readModels.named(AspectProjection.NAME);
    private long position;

    Run(List<Fold> together, long position) {
      this.together = together;
      this.wanted = Set.copyOf(together);
      this.position = position;
      together.forEach(
          fold -> fold.events().forEach(event -> events.put(EventMethods.nameOf(event), event)));
    }

    void toTheEnd() {
      LOG.info("Folding {} from event {} on", together, position);
      if (position == 0) {
        transaction.executeWithoutResult(
            status -> {
              readModel.lock();
              inLiveTables();
              rows.clear(together);
              rows.note(together, false, 0);
            });
      }
      while (running && readModels.storedPosition(readModel.name()) - position > PAGE) {
        transaction.executeWithoutResult(status -> take(position + PAGE));
      }
      if (running) {
        transaction.executeWithoutResult(status -> catchUp());
        LOG.info("Folded {}", together);
      }
    }

    private void take(long upTo) {
      inLiveTables();
      List<EventMessage> page = log.events(position, upTo);
      rows.take(
          page.stream()
              .filter(event -> events.containsKey(event.type().qualifiedName()))
              .map(this::news)
              .toList(),
          wanted);
      position = upTo;
      rows.note(together, false, position);
    }

    /** Under the lock, the stored position is exactly where all others stand. */
    private void catchUp() {
      readModel.lock();
      long end = readModels.storedPosition(readModel.name());
      while (position < end) {
        take(Math.min(position + PAGE, end));
      }
      inLiveTables();
      rows.note(together, true, 0);
    }

    private News news(EventMessage event) {
      Class<?> type = Objects.requireNonNull(events.get(event.type().qualifiedName()));
      return new News(
          PostgresEventStorageEngine.position(event),
          Objects.requireNonNull(event.payloadAs(type, json)));
    }
  }

  @Override
  public void stop() {
    running = false;
    background.shutdown();
    try {
      background.awaitTermination(AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the projections have started, and before they stop. */
  @Override
  public int getPhase() {
    return 2;
  }
}
