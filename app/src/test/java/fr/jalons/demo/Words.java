package fr.jalons.demo;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people write in the commands of stories: texts with a blank, for codes have none, and
 * addresses.
 */
public final class Words {
  private static final String HTTPS = "https://";

  private Words() {}

  /** The command with other words. */
  public static Record changed(Record command, UnaryOperator<String> change) {
    try {
      RecordComponent[] components = command.getClass().getRecordComponents();
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        values[i] = value(components[i].getAccessor().invoke(command), change);
      }
      Constructor<? extends Record> canonical =
          command
              .getClass()
              .getDeclaredConstructor(
                  Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot change " + command, e);
    }
  }

  private static @Nullable Object value(@Nullable Object value, UnaryOperator<String> change) {
    return switch (value) {
      case String text when text.startsWith(HTTPS) ->
          HTTPS + change.apply(text.substring(HTTPS.length()));
      case String text -> text.contains(" ") ? change.apply(text) : text;
      case List<?> list -> list.stream().map(one -> value(one, change)).toList();
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>();
        map.forEach((key, one) -> changed.put(key, value(one, change)));
        yield changed;
      }
      case Record record when record.getClass().getName().startsWith("fr.jalons.") ->
          changed(record, change);
      case null, default -> value;
    };
  }
}
