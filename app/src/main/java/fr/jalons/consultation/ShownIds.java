package fr.jalons.consultation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every identifier that an answer shows, wherever it stands in it and whatever the field is called:
 * in what an endpoint returns, in the model of a page, and in payloads that are shown as text.
 * Which of them are students is found out later. So a reader need not tell which students it shows,
 * and cannot forget it.
 */
final class ShownIds {
  private static final int LENGTH = 36;
  private static final int FIRST_DASH = 8;

  private static final ClassValue<Method[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .peek(accessor -> accessor.setAccessible(true))
              .toArray(Method[]::new);
        }
      };

  private final Set<UUID> found = new HashSet<>();

  private ShownIds() {}

  static Set<UUID> in(@Nullable Object answer) {
    ShownIds ids = new ShownIds();
    ids.visit(answer);
    return ids.found;
  }

  private void visit(@Nullable Object part) {
    if (part == null) {
      return;
    }
    switch (part) {
      case UUID id -> found.add(id);
      case CharSequence text -> read(text.toString());
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                visit(key);
                visit(value);
              });
      case Collection<?> many -> many.forEach(this::visit);
      case Optional<?> one -> one.ifPresent(this::visit);
      case Object[] many -> Arrays.asList(many).forEach(this::visit);
      case Record record -> components(record);
      default -> {} // numbers, dates, and what pages hold beside their data
    }
  }

  private void components(Record record) {
    for (Method accessor : COMPONENTS.get(record.getClass())) {
      try {
        visit(accessor.invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }
  }

  /** An identifier is 32 digits with dashes after the 8th, 12th, 16th and 20th. */
  private void read(String text) {
    for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
      int start = dash - FIRST_DASH;
      int end = start + LENGTH;
      if (start >= 0
          && end <= text.length()
          && text.charAt(dash + 5) == '-'
          && text.charAt(dash + 10) == '-'
          && text.charAt(dash + 15) == '-') {
        id(text.substring(start, end)).ifPresent(found::add);
      }
    }
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
