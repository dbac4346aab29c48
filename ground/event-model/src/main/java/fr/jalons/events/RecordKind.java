package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a record: what its creating event says of itself by {@link Kind}.
 *
 * @param code as answers and withdrawals have it
 */
public record RecordKind(@JsonValue String code) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RecordKind {}

  private static final class Known {
    private static final List<Class<? extends DomainEvent>> EVENTS =
        EventTypes.all().values().stream()
            .filter(event -> event.isAnnotationPresent(Kind.class))
            .sorted((one, other) -> one.getName().compareTo(other.getName()))
            .toList();

    /** Every request about a record asks for it. */
    private static final Map<RecordKind, List<Class<? extends DomainEvent>>> BY_KIND =
        EVENTS.stream()
            .collect(
                Collectors.groupingBy(
                    RecordKind::of, LinkedHashMap::new, Collectors.toUnmodifiableList()));
  }

  /** Those that some event of the log creates. */
  public static List<RecordKind> all() {
    return List.copyOf(Known.BY_KIND.keySet());
  }

  /** Every event that creates a record or says one anew. */
  public static List<Class<? extends DomainEvent>> allEvents() {
    return Known.EVENTS;
  }

  /** The kind that an event creates. */
  static RecordKind of(Class<?> event) {
    Kind kind =
        Objects.requireNonNull(event.getAnnotation(Kind.class), () -> event + " needs a @Kind");
    return new RecordKind(kind.value());
  }

  /** The event that creates it; none for a kind that this program does not know. */
  public Optional<Class<? extends DomainEvent>> event() {
    return events().stream().filter(event -> !event.getAnnotation(Kind.class).again()).findFirst();
  }

  /** The event that creates it, and those that say it anew. */
  public List<Class<? extends DomainEvent>> events() {
    return Known.BY_KIND.getOrDefault(this, List.of());
  }

  private @Nullable Kind description() {
    return event().map(event -> event.getAnnotation(Kind.class)).orElse(null);
  }

  /** Key of the tag whose value is the identifier of such a record. */
  public String tag() {
    Kind known = description();
    return known == null ? Tags.RECORD : known.tag();
  }

  /** Whether its records are true until a day. */
  public boolean isLasting() {
    Kind known = description();
    return known != null && known.lasting();
  }

  @Override
  public String toString() {
    return code;
  }
}
