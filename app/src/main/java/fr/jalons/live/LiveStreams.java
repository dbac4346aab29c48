package fr.jalons.live;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.common.Registration;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open streams of this node. Each is told the position of the last event that carries one of
 * its tags, once the read models show it, and nothing else: what has changed is read from the page.
 */
@Component
class LiveStreams implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  /** Of one node: a school's staff with a page open each, several times over. */
  private static final int MOST = 2_000;

  /** After which a browser asks again, so that who may read is decided anew. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** How often a silent stream says that it is there: proxies end those that seem dead. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /** A busy log is looked at no more often. */
  private static final Duration COALESCE = Duration.ofMillis(200);

  private static final long NOTHING = 0;
  private static final String SILENT = ":\n\n";
  private static final String NEWS = "id: %d\ndata: %d\n\n";

  /** Within which the read models show what is in the log, or it is tried again. */
  private static final Duration READABLE = Duration.ofSeconds(10);

  private final PostgresEventStorageEngine log;
  private final ReadModels readModels;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread watch;
  private volatile boolean running;
  private volatile boolean appended;

  LiveStreams(PostgresEventStorageEngine log, ReadModels readModels) {
    this.log = log;
    this.readModels = readModels;
  }

  private static final class Stream {
    private final Set<Tag> about;
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private long seen;

    Stream(Set<Tag> about, long seen) {
      this.about = about;
      this.seen = seen;
    }

    void tell(long position) {
      seen = position;
      told.add(position);
    }
  }

  /**
   * Keeps an answer open until its reader leaves, or for ten minutes.
   *
   * @param request outlasted by its answer, unless there are too many
   * @param about tags of the events that its page shows something of
   * @param seen the position that its reader has seen
   * @return false if there are too many
   */
  boolean open(HttpServletRequest request, HttpServletResponse response, Set<Tag> about, long seen)
      throws IOException {
    if (!running || streams.size() >= MOST) {
      return false;
    }
    write(response.getOutputStream(), SILENT); // with all headers, before filters let go of it
    AsyncContext answer = request.startAsync();
    answer.setTimeout(0); // it ends by itself
    Stream stream = new Stream(about, seen);
    streams.add(stream);
    Thread.ofVirtual().name("live-page").start(() -> serve(stream, answer));
    wake();
    return true;
  }

  private void serve(Stream stream, AsyncContext answer) {
    long until = System.nanoTime() + LONGEST.toNanos();
    try {
      OutputStream out = answer.getResponse().getOutputStream();
      while (running && System.nanoTime() < until) {
        Long position = stream.told.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        write(
            out,
            position == null || position == NOTHING ? SILENT : NEWS.formatted(position, position));
      }
    } catch (IOException e) {
      LOG.debug("A reader has left: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(stream);
      answer.complete();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void wake() {
    appended = true;
    LockSupport.unpark(watch);
  }

  private void watch() {
    try (Subscription ignored = new Subscription(log.onAppend(this::wake))) {
      while (running) {
        if (!appended) {
          LockSupport.park(this);
        }
        appended = false;
        LockSupport.parkNanos(told() ? COALESCE.toNanos() : READABLE.toNanos());
      }
    }
  }

  private record Subscription(Registration registration) implements AutoCloseable {
    @Override
    public void close() {
      registration.cancel();
    }
  }

  /** False if that has to be tried again. */
  private boolean told() {
    try {
      if (tell()) {
        return true;
      }
    } catch (RuntimeException e) {
      LOG.warn("Open pages were not told of news: {}", e.toString());
    }
    appended = true;
    return false;
  }

  private boolean tell() {
    Set<Tag> watched =
        streams.stream().flatMap(stream -> stream.about.stream()).collect(Collectors.toSet());
    Map<Tag, Long> latest = watched.isEmpty() ? Map.of() : log.latest(watched);
    Map<Stream, Long> news = new HashMap<>();
    for (Stream stream : streams) {
      long position =
          stream.about.stream().mapToLong(tag -> latest.getOrDefault(tag, 0L)).max().orElse(0);
      if (position > stream.seen) {
        news.put(stream, position);
      }
    }
    if (!news.isEmpty() && !readModels.await(Collections.max(news.values()), READABLE)) {
      return false;
    }
    news.forEach(Stream::tell);
    return true;
  }

  @Override
  public void start() {
    running = true;
    watch = Thread.ofVirtual().name("live-pages").start(this::watch);
  }

  /** Before the server waits for answers that are under way: these would last. */
  @Override
  public void stop() {
    running = false;
    wake();
    streams.forEach(stream -> stream.told.add(NOTHING));
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
