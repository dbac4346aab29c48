package fr.jalons.platform.readmodels;

import fr.jalons.platform.slices.ReadModel;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Shares the read models among the nodes of one database. Each node says every second that it is
 * there; claims of one that has fallen silent are released, by the database's clock alone, so that
 * a node's own clock may be wrong; and a node that keeps more than its share lets go of the rest.
 */
@Component
class Nodes implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  /** The name under which Axon's token store notes this node's claims. */
  static final String NAME = ManagementFactory.getRuntimeMXBean().getName();

  private final ReadModels readModels;
  private final JdbcClient jdbc;
  private final ScheduledExecutorService clerk =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("nodes").daemon().factory());
  private volatile boolean running;

  Nodes(ReadModels readModels, JdbcClient jdbc) {
    this.readModels = readModels;
    this.jdbc = jdbc;
  }

  @Override
  public void start() {
    running = true;
    clerk.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      heartbeat();
      int nodes = nodes();
      List<String> ours =
          readModels.all().stream().map(ReadModel::name).filter(readModels::isOurs).toList();
      int share = Math.ceilDiv(readModels.all().size(), nodes);
      ours.stream().skip(share).forEach(readModels::release);
    } catch (RuntimeException e) {
      LOG.warn("This node could not be announced: {}", e.toString());
    }
  }

  private void heartbeat() {
    jdbc.sql(
            """
            insert into eventlog.node values (?, clock_timestamp())
            on conflict (name) do update set seen_at = excluded.seen_at
            """)
        .param(NAME)
        .update();
    jdbc.sql(
            """
            delete from eventlog.node
            where seen_at not between now() - interval '5 seconds' and now() + interval '5 seconds'
            """)
        .update();
    jdbc.sql(
            """
            update eventlog.token set owner = null, claimed_at = null
            where owner is not null and owner not in (select name from eventlog.node)
            """)
        .update();
  }

  private int nodes() {
    return jdbc.sql("select count(*) from eventlog.node").query(Integer.class).single();
  }

  @Override
  public void stop() {
    clerk.shutdownNow();
    running = false;
    try {
      jdbc.sql("delete from eventlog.node where name = ?").param(NAME).update();
    } catch (DataAccessException e) {
      LOG.debug("This node leaves unannounced: its silence will tell", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the projections have started, and before they stop. */
  @Override
  public int getPhase() {
    return 1;
  }
}
