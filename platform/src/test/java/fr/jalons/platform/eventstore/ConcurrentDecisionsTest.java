package fr.jalons.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.LogAudit.Alternative;
import fr.jalons.platform.eventstore.LogAudit.Decision;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
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
import org.junit.jupiter.api.Test;

/** Random decisions of many clients on two nodes, then an independent audit of the log. */
class ConcurrentDecisionsTest {
  private static final int DECISIONS = 4_000;
  private static final int CLIENTS = 32;
  private static final String[] TYPES = {"t.A", "t.B", "t.C"};

  private final DataSource dataSource = TestDatabase.create();
  private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

  @Test
  void noDecisionIsLostDoubledTornOrWronglyAccepted() throws Exception {
    new Migrations(dataSource);
    try (PostgresEventStorageEngine one = engine();
        PostgresEventStorageEngine two = engine();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<PostgresEventStorageEngine> nodes = List.of(one, two);
      List<java.util.concurrent.Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(client);
        running.add(
            clients.submit(
                () ->
                    IntStream.range(0, DECISIONS / CLIENTS)
                        .forEach(i -> decide(nodes.get(random.nextInt(2)), random))));
      }
      for (var future : running) {
        future.get();
      }
    }
    List<Decision> all = List.copyOf(decisions);
    assertThat(LogAudit.of(dataSource, all)).isEmpty();
    assertThat(all).hasSize(DECISIONS);
    assertThat(all.stream().filter(d -> d.acknowledged() == null).count())
        .as("the run must provoke conflicts to prove anything")
        .isGreaterThan(DECISIONS / 50);
  }

  private PostgresEventStorageEngine engine() {
    return new PostgresEventStorageEngine(
        dataSource, new EventJson(), 1_000, new SimpleMeterRegistry());
  }

  private void decide(PostgresEventStorageEngine engine, Random random) {
    List<Alternative> criteria =
        random.ints(1 + random.nextInt(2), 0, 10).mapToObj(i -> alternative(random)).toList();
    EventCriteria axon = EventCriteria.either(criteria.stream().map(this::toAxon).toList());
    @Nullable Long marker;
    @Nullable List<UUID> seen = null;
    AppendCondition condition;
    switch (random.nextInt(10)) {
      case 0 -> {
        marker = null;
        condition = AppendCondition.none();
      }
      case 1 -> {
        marker = 0L;
        condition = AppendCondition.withCriteria(axon);
      }
      default -> {
        seen = new ArrayList<>();
        marker = source(engine, axon, seen);
        condition =
            AppendCondition.withCriteria(axon).withMarker(new GlobalIndexConsistencyMarker(marker));
      }
    }
    List<TaggedEventMessage<?>> events =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(i -> event(random))
            .collect(Collectors.toList());
    List<UUID> ids = events.stream().map(e -> UUID.fromString(e.event().identifier())).toList();
    decisions.add(new Decision(marker, seen, criteria, ids, append(engine, condition, events)));
  }

  private static long source(
      PostgresEventStorageEngine engine, EventCriteria criteria, List<UUID> seen) {
    ConsistencyMarker marker =
        engine
            .source(SourcingCondition.conditionFor(criteria), null)
            .reduce(
                ConsistencyMarker.ORIGIN,
                (found, entry) -> {
                  ConsistencyMarker here = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
                  if (here == null) {
                    seen.add(UUID.fromString(entry.message().identifier()));
                    return found;
                  }
                  return here;
                })
            .join();
    return GlobalIndexConsistencyMarker.position(marker);
  }

  private static @Nullable Long append(
      PostgresEventStorageEngine engine,
      AppendCondition condition,
      List<TaggedEventMessage<?>> events) {
    AppendTransaction<?> transaction = engine.appendEvents(condition, null, events).join();
    try {
      return (Long) transaction.commit(null).join();
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(AppendEventsTransactionRejectedException.class);
      return null;
    }
  }

  private static TaggedEventMessage<?> event(Random random) {
    Set<Tag> tags =
        random
            .ints(random.nextInt(4), 0, 30)
            .mapToObj(ConcurrentDecisionsTest::tag)
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

  private static Alternative alternative(Random random) {
    Set<String> tags = new HashSet<>();
    random
        .ints(random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(2), 0, 30)
        .forEach(i -> tags.add("k:" + i));
    List<String> types = random.nextBoolean() ? List.of() : List.of(TYPES[random.nextInt(3)]);
    return new Alternative(List.copyOf(tags), types);
  }

  private EventCriteria toAxon(Alternative one) {
    Set<Tag> tags =
        one.tags().stream().map(t -> Tag.of("k", t.substring(2))).collect(Collectors.toSet());
    var tagged = tags.isEmpty() ? EventCriteria.havingAnyTag() : EventCriteria.havingTags(tags);
    return one.types().isEmpty()
        ? tagged
        : tagged.andBeingOneOfTypes(
            one.types().stream().map(QualifiedName::new).collect(Collectors.toSet()));
  }

  private static Tag tag(int i) {
    return Tag.of("k", Integer.toString(i));
  }
}
