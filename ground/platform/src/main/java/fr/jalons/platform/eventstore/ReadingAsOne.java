package fr.jalons.platform.eventstore;

import fr.jalons.marks.Joining;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the log as if whoever has several identifiers had only one: what it answers names the kept
 * one, and who asks for either gets the events of both. What stands in the log stays as it is.
 * Events of {@link Joining} themselves pass unchanged.
 */
final class ReadingAsOne implements AutoCloseable {
  /** How long a node may not know yet what another has joined. */
  static final Duration PERIOD = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(ReadingAsOne.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int UUID_LENGTH = 36;

  /** Of these tags, no value identifies a record. */
  private static final Set<String> OF_NO_RECORD =
      Set.of(
          "student",
          "guardian",
          "teacher",
          "file",
          "school",
          "structure",
          "structureCode",
          "account",
          "client",
          "survey",
          "framework",
          "competency",
          "subjects",
          "register");

  private final LogReader reader;
  private final EventJson json;
  private final JoinedFiles joined;
  private final Map<String, Class<?>> types;
  private final Map<UUID, UUID> keptOf = new LinkedHashMap<>();
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("joined-files").daemon().factory());
  private long seen;
  private volatile boolean loaded;

  /**
   * @param types the classes of events that join or separate, by the names under which they are
   *     stored
   */
  ReadingAsOne(LogReader reader, EventJson json, JoinedFiles joined, Map<String, Class<?>> types) {
    this.reader = reader;
    this.json = json.asStored();
    this.joined = joined;
    this.types = Map.copyOf(types);
    if (!types.isEmpty()) {
      background.scheduleWithFixedDelay(
          this::lookAgain, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void lookAgain() {
    try {
      if (loaded) {
        refresh();
      }
    } catch (RuntimeException e) {
      LOG.debug("What is joined is asked for again: {}", e.toString());
    }
  }

  /** Before anything is read, it is known what it is read as. */
  private JoinedFiles joined() {
    if (!loaded) {
      refresh();
    }
    return joined;
  }

  /** Learns what was joined and separated since. */
  synchronized void refresh() {
    if (types.isEmpty()) {
      loaded = true;
      return;
    }
    Criterion all = new Criterion(List.of(Joining.TAG + ':' + Joining.ALL), List.of());
    List<StoredEvent> news = reader.matching(List.of(all), seen, Integer.MAX_VALUE);
    for (StoredEvent event : news) {
      Class<?> type = types.get(event.type());
      if (type != null && json.read(event.payload(), type) instanceof Joining joining) {
        if (joining.together()) {
          keptOf.put(joining.joinedFile(), joining.keptFile());
        } else {
          keptOf.remove(joining.joinedFile());
        }
      }
      seen = event.position();
    }
    if (!news.isEmpty()) {
      joined.are(keptOf);
    }
    loaded = true;
  }

  /** Whether an append says what is joined: then this node knows it before it is answered. */
  boolean says(List<NewEvent> events) {
    return events.stream().anyMatch(event -> types.containsKey(event.type()));
  }

  /**
   * The same alternatives for all identifiers of each person that they name, and those of appends
   * also for what joins or separates: a decision that was taken before is taken again.
   */
  List<Criterion> widened(List<Criterion> criteria, boolean forAppend) {
    boolean none = joined().none();
    if (none && !forAppend) {
      return criteria;
    }
    List<Criterion> wider = new ArrayList<>();
    for (Criterion criterion : criteria) {
      List<String> asked = forAppend ? withJoinings(criterion) : criterion.types();
      List<List<String>> tags = List.of(criterion.tags());
      if (!none) {
        tags = List.of(List.of());
        for (String tag : criterion.tags()) {
          List<List<String>> next = new ArrayList<>();
          for (String same : sameTags(tag)) {
            for (List<String> before : tags) {
              next.add(Stream.concat(before.stream(), Stream.of(same)).sorted().toList());
            }
          }
          tags = next;
        }
      }
      tags.forEach(each -> wider.add(new Criterion(each, asked)));
    }
    return wider;
  }

  private List<String> withJoinings(Criterion criterion) {
    boolean ofPerson =
        criterion.tags().stream()
            .anyMatch(tag -> tag.startsWith("student:") || tag.startsWith("guardian:"));
    return criterion.types().isEmpty() || !ofPerson
        ? criterion.types()
        : Stream.concat(criterion.types().stream(), types.keySet().stream())
            .distinct()
            .sorted()
            .toList();
  }

  private List<String> sameTags(String tag) {
    int colon = tag.indexOf(':');
    UUID id = colon < 0 ? null : uuid(tag, colon + 1, tag.length());
    return id == null
        ? List.of(tag)
        : joined.files(id).stream().map(one -> tag.substring(0, colon + 1) + one).toList();
  }

  /** The last positions of tags; of a person, the last one under any of their identifiers. */
  Map<Tag, Long> latest(Collection<Tag> tags) {
    if (joined().none()) {
      return reader.latest(tags);
    }
    Map<Tag, List<Tag>> asked = new LinkedHashMap<>();
    for (Tag tag : tags) {
      UUID id = uuid(tag.value(), 0, tag.value().length());
      asked.put(
          tag,
          id == null
              ? List.of(tag)
              : joined.files(id).stream().map(file -> Tag.of(tag.key(), file.toString())).toList());
    }
    Map<Tag, Long> found =
        reader.latest(asked.values().stream().flatMap(List::stream).distinct().toList());
    Map<Tag, Long> latest = new LinkedHashMap<>();
    asked.forEach(
        (tag, same) ->
            same.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .ifPresent(position -> latest.put(tag, position)));
    return latest;
  }

  /** An event as it is read. */
  StoredEvent read(StoredEvent event) {
    if (joined().none() || types.containsKey(event.type())) {
      return event;
    }
    String payload = payload(event.payload());
    return payload.equals(event.payload())
        ? event
        : new StoredEvent(
            event.position(),
            event.id(),
            event.type(),
            event.revision(),
            payload,
            event.metadata(),
            event.recordedAt());
  }

  /** With the kept identifiers for all joined ones. */
  private String payload(String stored) {
    Map<UUID, UUID> named = new LinkedHashMap<>();
    Set<UUID> all = new HashSet<>();
    for (UUID id : ids(stored)) {
      all.add(id);
      if (joined.isJoined(id)) {
        named.put(id, joined.kept(id));
      }
    }
    if (named.isEmpty()) {
      return stored;
    }
    if (named.values().stream().noneMatch(all::contains)
        && new HashSet<>(named.values()).size() == named.size()) {
      String read = stored;
      for (Map.Entry<UUID, UUID> one : named.entrySet()) {
        read = read.replace(quoted(one.getKey()), quoted(one.getValue()));
      }
      return read;
    }
    JsonNode node = JSON.readTree(stored);
    return JSON.writeValueAsString(asOne(node));
  }

  /** Where one text names both, they are one: of two lines about them, the kept one's stays. */
  private JsonNode asOne(JsonNode node) {
    if (node instanceof ArrayNode array) {
      return asOne(array);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode read = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = kept(field.getKey());
        if (name.equals(field.getKey()) || (!read.has(name) && !object.has(name))) {
          read.set(name, asOne(field.getValue()));
        }
      }
      return read;
    }
    return node.isString() ? JSON.stringNode(kept(node.stringValue())) : node;
  }

  private ArrayNode asOne(ArrayNode array) {
    Map<String, Boolean> owned = new LinkedHashMap<>();
    for (JsonNode element : array) {
      String line = line(element);
      if (line != null) {
        owned.merge(kept(line), kept(line).equals(line), Boolean::logicalOr);
      }
    }
    ArrayNode read = JSON.createArrayNode();
    Set<String> told = new LinkedHashSet<>();
    for (JsonNode element : array) {
      String line = line(element);
      boolean passes =
          line == null
              || ((kept(line).equals(line) || !Boolean.TRUE.equals(owned.get(kept(line))))
                  && (told.add(kept(line)) || !isOfJoined(line)));
      if (passes) {
        read.add(asOne(element));
      }
    }
    return read;
  }

  private boolean isOfJoined(String line) {
    UUID id = uuid(line, 0, line.length());
    return id != null && joined.files(id).size() > 1;
  }

  /** Whose an element of a list is: itself, or the one person that it names. */
  private @Nullable String line(JsonNode element) {
    if (element.isString()) {
      return element.stringValue();
    }
    if (element instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isString() && isOfJoined(field.getValue().stringValue())) {
          return field.getValue().stringValue();
        }
      }
    }
    return null;
  }

  private String kept(String text) {
    UUID id = uuid(text, 0, text.length());
    return id != null && joined.isJoined(id) ? joined.kept(id).toString() : text;
  }

  private static String quoted(UUID id) {
    return '"' + id.toString() + '"';
  }

  /** All identifiers that are whole texts of a payload, be it as keys. */
  private static Set<UUID> ids(String payload) {
    Set<UUID> found = new LinkedHashSet<>();
    int quote = payload.indexOf('"');
    while (quote >= 0) {
      int end = quote + 1 + UUID_LENGTH;
      if (end < payload.length() && payload.charAt(end) == '"') {
        UUID id = uuid(payload, quote + 1, end);
        if (id != null) {
          found.add(id);
        }
      }
      quote = payload.indexOf('"', quote + 1);
    }
    return found;
  }

  private static @Nullable UUID uuid(String text, int from, int to) {
    if (to - from != UUID_LENGTH
        || text.charAt(from + 8) != '-'
        || text.charAt(from + 13) != '-'
        || text.charAt(from + 18) != '-'
        || text.charAt(from + 23) != '-') {
      return null;
    }
    try {
      return UUID.fromString(text.substring(from, to));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The identifiers under which an event is to be written: what goes on with a record in which only
   * a joined file stands is said of that file, so that it goes with it when both are separated.
   *
   * @param tags of the event, as it names them
   * @return the joined identifier for each kept one that it replaces
   */
  Map<UUID, UUID> written(Set<String> tags, String type) {
    if (joined().none() || types.containsKey(type)) {
      return Map.of();
    }
    Map<UUID, UUID> instead = new LinkedHashMap<>();
    for (String tag : tags) {
      UUID id = uuid(tag, tag.indexOf(':') + 1, tag.length());
      if (id != null && joined.files(id).size() > 1 && !joined.isJoined(id)) {
        UUID owner = owner(id, tags);
        if (owner != null) {
          instead.put(id, owner);
        }
      }
    }
    return instead;
  }

  private @Nullable UUID owner(UUID kept, Set<String> tags) {
    Set<UUID> files = joined.files(kept);
    for (String tag : tags) {
      int colon = tag.indexOf(':');
      UUID record = uuid(tag, colon + 1, tag.length());
      if (record == null || OF_NO_RECORD.contains(tag.substring(0, colon))) {
        continue;
      }
      Criterion ofRecord = new Criterion(List.of(tag), List.of());
      Set<UUID> named =
          reader.matching(List.of(ofRecord), 0, Integer.MAX_VALUE).stream()
              .flatMap(event -> ids(event.payload()).stream())
              .filter(files::contains)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!named.isEmpty()) {
        return named.contains(kept) ? null : named.iterator().next();
      }
    }
    return null;
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
