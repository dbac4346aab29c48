package fr.jalons.platform.eventstore;

import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.Registration;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on PostgreSQL. A position counts from 1 without gaps, in commit order; the
 * token of an event is its position, so that reading on means {@code position > token}; the marker
 * of a decision is the last position that mattered to it.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine, AutoCloseable {
  /** In the context of a committed append: the position of its last event. */
  public static final ResourceKey<Long> APPENDED = ResourceKey.withLabel("appendedPosition");

  private final EventJson json;
  private final LogReader reader;
  private final LogPages pages;
  private final SourcingCache histories;
  private final LogWriter writer;
  private final LogWatch watch;
  private final ReadingAsOne asOne;
  private final Map<String, MessageType> types = new ConcurrentHashMap<>();
  private final AtomicLong appended = new AtomicLong();

  /**
   * @param json between payloads and JSON text
   * @param upgrades what older payloads go through when they are read
   * @param joined to be told which identifiers are of one person
   * @param joinings the events that say so, by the names under which they are stored
   * @param queueCapacity appends, and readings for decisions, that may wait before {@link
   *     EventLogOverloaded} is thrown
   */
  public PostgresEventStorageEngine(
      DataSource dataSource,
      EventJson json,
      List<PayloadUpgrade> upgrades,
      JoinedFiles joined,
      Map<String, Class<?>> joinings,
      int queueCapacity,
      MeterRegistry meters) {
    this.json = json;
    this.reader = new LogReader(dataSource, json::texts, new Upgrades(upgrades), meters);
    this.watch = new LogWatch(reader::head);
    this.pages = new LogPages(reader, watch::mayReachBeyond);
    this.histories = new SourcingCache(reader, queueCapacity);
    this.writer = new LogWriter(dataSource, queueCapacity, watch::appended, meters);
    this.asOne = new ReadingAsOne(reader, json, joined, joinings);
  }

  /** As the other, where everybody has one identifier. */
  public PostgresEventStorageEngine(
      DataSource dataSource,
      EventJson json,
      List<PayloadUpgrade> upgrades,
      int queueCapacity,
      MeterRegistry meters) {
    this(dataSource, json, upgrades, new JoinedFiles(), Map.of(), queueCapacity, meters);
  }

  /** As the other, for a log without older payloads. */
  public PostgresEventStorageEngine(
      DataSource dataSource, EventJson json, int queueCapacity, MeterRegistry meters) {
    this(dataSource, json, List.of(), queueCapacity, meters);
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
    }
    Append append =
        new Append(
            events.stream().map(this::newEvent).toList(),
            GlobalIndexConsistencyMarker.position(condition.consistencyMarker()),
            asOne.widened(Criterion.of(condition.criteria()), true),
            new CompletableFuture<>());
    return CompletableFuture.completedFuture(new Transaction(append));
  }

  private NewEvent newEvent(TaggedEventMessage<?> tagged) {
    EventMessage event = tagged.event();
    Set<String> tags =
        tagged.tags().stream().map(Criterion::text).collect(Collectors.toUnmodifiableSet());
    Map<UUID, UUID> instead = asOne.written(tags, event.type().qualifiedName().fullName());
    return NewEvent.of(
        UUID.fromString(event.identifier()),
        event.type().name(),
        event.type().version(),
        text(under(instead, event.payload())),
        text(Map.copyOf(event.metadata())),
        event.timestamp().truncatedTo(ChronoUnit.MICROS),
        under(instead, tags));
  }

  /** The same event of another file of the person, before its texts are sealed. */
  private @Nullable Object under(Map<UUID, UUID> instead, @Nullable Object payload) {
    if (instead.isEmpty() || payload == null) {
      return payload;
    }
    String clear = json.asStored().write(payload);
    for (Map.Entry<UUID, UUID> one : instead.entrySet()) {
      clear = clear.replace("\"" + one.getKey() + '"', "\"" + one.getValue() + '"');
    }
    return json.asStored().read(clear, payload.getClass());
  }

  private static Set<String> under(Map<UUID, UUID> instead, Set<String> tags) {
    Set<String> written = new HashSet<>();
    for (String tag : tags) {
      String other = tag;
      for (Map.Entry<UUID, UUID> one : instead.entrySet()) {
        if (tag.endsWith(":" + one.getKey())) {
          other = tag.replace(one.getKey().toString(), one.getValue().toString());
        }
      }
      written.add(other);
    }
    return Set.copyOf(written);
  }

  private String text(@Nullable Object value) {
    String text = json.convert(value, String.class);
    if (text == null) {
      throw new IllegalArgumentException("an event without content");
    }
    return text;
  }

  /** Nothing is sent before commit; a command that fails in between has left no trace. */
  private final class Transaction implements AppendTransaction<Long> {
    private final Append append;

    Transaction(Append append) {
      this.append = append;
    }

    @Override
    public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
      writer.submit(append);
      return append
          .outcome()
          .thenApply(
              position -> {
                if (asOne.says(append.events())) {
                  asOne.refresh();
                }
                appended.accumulateAndGet(position, Math::max);
                if (context != null) {
                  context.putResource(APPENDED, position);
                }
                return position;
              });
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
      // Nothing was handed over yet.
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
        Long position, @Nullable ProcessingContext context) {
      return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(position));
    }
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    // The start of the log is the smallest long there is, and one less the largest.
    long after = Math.max(1, GlobalIndexPosition.toIndex(condition.start())) - 1;
    List<Criterion> criteria = asOne.widened(Criterion.of(condition.criteria()), false);
    LogReader.Basis found = after == 0 ? histories.basis(criteria) : reader.basis(criteria, after);
    // Of several markers Axon keeps the lowest. Were it the last event found, a second model's own
    // events would count as news; the head at the time of reading is true for every model.
    ConsistencyMarker marker = new GlobalIndexConsistencyMarker(found.head());
    MessageStream<EventMessage> events =
        MessageStream.fromStream(
            found.events().stream(), this::message, PostgresEventStorageEngine::token);
    return events.concatWith(
        MessageStream.fromItems(TerminalEventMessage.INSTANCE)
            .map(entry -> entry.withResource(ConsistencyMarker.RESOURCE_KEY, marker))
            .cast());
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    EventCriteria criteria = condition.criteria();
    if (criteria.hasCriteria()) {
      throw new IllegalArgumentException(
          "Processors read the whole log, so that their position is comparable with its head.");
    }
    long from = position(condition.position());
    LogPages.Reader way = pages.new Reader();
    return new ContinuousMessageStream<>(
        (StoredEvent last) -> way.after(last == null ? from : last.position()),
        event -> new SimpleEntry<>(message(event), token(event)),
        (stream, callback) -> watch.onAppend(callback));
  }

  /** The events that match, after a position: for histories and replays. */
  public List<StoredEvent> read(EventCriteria criteria, long after, int limit) {
    return reader.matching(asOne.widened(Criterion.of(criteria), false), after, limit).stream()
        .map(asOne::read)
        .toList();
  }

  /** Whether an event carries one of these tags, asked in the company of what decisions ask. */
  public boolean hasAny(Stream<Tag> tags) {
    return histories.hasAny(
        asOne
            .widened(
                tags.map(tag -> new Criterion(List.of(Criterion.text(tag)), List.of())).toList(),
                false)
            .stream());
  }

  /**
   * The positions of the last events that carry these tags, each alone; none of a tag that no event
   * carries.
   */
  public Map<Tag, Long> latest(Collection<Tag> tags) {
    return asOne.latest(tags);
  }

  /**
   * Has {@code callback} run when the log has grown, by this node or another; not for each event.
   */
  public Registration onAppend(Runnable callback) {
    return watch.onAppend(callback);
  }

  /** The events of positions {@code after + 1} to {@code upTo}, as many as one page holds. */
  public List<EventMessage> events(long after, long upTo) {
    return reader.page(after, upTo).stream().map(this::message).toList();
  }

  /** The last position recorded at or before an instant, 0 if there is none. */
  public long positionAt(Instant instant) {
    return reader.at(instant);
  }

  /** When the event at a position was recorded; the beginning of time if there is none. */
  public Instant recordedAt(long position) {
    return reader.recordedAt(position);
  }

  /** The last position of the log, 0 when it is empty. */
  public long head() {
    return reader.head();
  }

  /** The last position this node has appended itself, 0 if none since it started. */
  public long appended() {
    return appended.get();
  }

  private EventMessage message(StoredEvent stored) {
    StoredEvent event = asOne.read(stored);
    MessageType type =
        types.computeIfAbsent(
            event.type() + '#' + event.revision(),
            key -> new MessageType(event.type(), event.revision()));
    return new GenericEventMessage(new ReadMessage(event, type), event::recordedAt);
  }

  /** The position of an event that was read from the log; 0 for one that was not. */
  public static long position(EventMessage event) {
    return ReadMessage.position(event);
  }

  private static Context token(StoredEvent event) {
    return TrackingToken.addToContext(
        Context.empty(), new GlobalSequenceTrackingToken(event.position()));
  }

  private static long position(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElse(0);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(reader.head()));
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(
        new GlobalSequenceTrackingToken(reader.at(at.minusNanos(1_000))));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("converter", json);
  }

  /** Writes what waits, then stops the writer and the watch. */
  @Override
  public void close() {
    writer.close();
    asOne.close();
    histories.close();
    watch.close();
  }
}
