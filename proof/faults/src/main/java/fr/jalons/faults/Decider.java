package fr.jalons.faults;

import fr.jalons.faults.Decision.Alternative;
import fr.jalons.faults.Decision.Seen;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Many clients that decide at random: overlapping criteria with several tags and types, or with
 * none; markers at the origin, at infinity or where they have looked; several events at once;
 * decisions rolled back before they were sent. Tags come from a window that moves on, so that the
 * last decision of a million is as quickly made and audited as the first.
 */
final class Decider {
  private static final int CLIENTS = 32;
  private static final int WINDOW = 30;
  private static final int MOVES_EVERY = 2_000;
  private static final String[] TYPES = {"t.A", "t.B", "t.C"};

  private final PostgresEventStorageEngine engine;
  private final int node;
  private final Consumer<Decision> journal;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private BooleanSupplier enough = () -> false;

  /**
   * @param node number of this node: another number, other decisions
   * @param journal is told every decision; by many threads
   */
  Decider(PostgresEventStorageEngine engine, int node, Consumer<Decision> journal) {
    this.engine = engine;
    this.node = node;
    this.journal = journal;
  }

  /** Stops early. */
  Decider until(BooleanSupplier condition) {
    enough = condition;
    return this;
  }

  /**
   * Makes so many decisions.
   *
   * @return how many were neither accepted nor rejected: none, on a sound engine
   */
  int decide(int decisions) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(1000L * node + client);
        running.add(
            clients.submit(
                () -> {
                  while (made.getAndIncrement() < decisions && !enough.getAsBoolean()) {
                    decide(random);
                  }
                }));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
    return failed.get();
  }

  private void decide(Random random) {
    int window = made.get() / MOVES_EVERY * WINDOW / 2;
    List<Alternative> criteria =
        IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(i -> alternative(random, window))
            .toList();
    EventCriteria axon = EventCriteria.either(criteria.stream().map(Decider::toAxon).toList());
    @Nullable Long marker;
    @Nullable Seen seen = null;
    AppendCondition condition;
    int kind = random.nextInt(12);
    if (kind == 0) {
      marker = null;
      condition = AppendCondition.none();
    } else if (kind == 1) {
      marker = 0L;
      condition = AppendCondition.withCriteria(axon);
    } else if (kind == 2 || criteria.stream().anyMatch(one -> one.tags().isEmpty())) {
      marker = engine.head(); // has looked at nothing, and asks that nothing happens from now on
      condition =
          AppendCondition.withCriteria(axon).withMarker(new GlobalIndexConsistencyMarker(marker));
    } else {
      List<UUID> shown = new ArrayList<>();
      marker = source(axon, shown);
      seen = Seen.of(shown.stream());
      condition =
          AppendCondition.withCriteria(axon).withMarker(new GlobalIndexConsistencyMarker(marker));
    }
    List<TaggedEventMessage<?>> events =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(i -> event(random, window))
            .collect(Collectors.toList());
    AppendTransaction<?> transaction = engine.appendEvents(condition, null, events).join();
    if (random.nextInt(50) == 0) {
      transaction.rollback(null); // of these events, the audit must find nothing
      return;
    }
    List<UUID> ids = events.stream().map(e -> UUID.fromString(e.event().identifier())).toList();
    try {
      Long acknowledged = (Long) transaction.commit(null).join();
      journal.accept(new Decision(marker, seen, criteria, ids, acknowledged, acknowledged));
    } catch (CompletionException e) {
      if (e.getCause() instanceof AppendEventsTransactionRejectedException) {
        journal.accept(new Decision(marker, seen, criteria, ids, null, engine.head()));
      } else {
        failed.incrementAndGet();
      }
    }
  }

  private long source(EventCriteria criteria, List<UUID> shown) {
    ConsistencyMarker marker =
        engine
            .source(SourcingCondition.conditionFor(criteria), null)
            .reduce(
                ConsistencyMarker.ORIGIN,
                (found, entry) -> {
                  ConsistencyMarker here = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
                  if (here == null) {
                    shown.add(UUID.fromString(entry.message().identifier()));
                    return found;
                  }
                  return here;
                })
            .join();
    return GlobalIndexConsistencyMarker.position(marker);
  }

  private static TaggedEventMessage<?> event(Random random, int window) {
    Set<Tag> tags =
        random
            .ints(random.nextInt(4), window, window + WINDOW)
            .mapToObj(i -> Tag.of("k", Integer.toString(i)))
            .collect(Collectors.toSet());
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(TYPES[random.nextInt(TYPES.length)], "1"),
            Map.of("text", "é\"\n" + random.nextInt()),
            Map.of("actor", "test"),
            Instant.now()),
        tags);
  }

  private static Alternative alternative(Random random, int window) {
    Set<String> tags = new TreeSet<>();
    random
        .ints(random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(2), window, window + WINDOW)
        .forEach(i -> tags.add("k:" + i));
    List<String> types = random.nextBoolean() ? List.of() : List.of(TYPES[random.nextInt(3)]);
    return new Alternative(List.copyOf(tags), types);
  }

  private static EventCriteria toAxon(Alternative one) {
    Set<Tag> tags =
        one.tags().stream().map(t -> Tag.of("k", t.substring(2))).collect(Collectors.toSet());
    var tagged = tags.isEmpty() ? EventCriteria.havingAnyTag() : EventCriteria.havingTags(tags);
    return one.types().isEmpty()
        ? tagged
        : tagged.andBeingOneOfTypes(
            one.types().stream().map(QualifiedName::new).collect(Collectors.toSet()));
  }
}
