package fr.jalons.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.EventTypes;
import fr.jalons.marks.PersonalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every text that an event keeps in the clear stands in {@code plain-texts.properties} with the
 * reason why it may. A new one is sealed with {@link PersonalText}, or gets its reason there.
 */
class PlainTextsTest {
  private final Set<String> found = new TreeSet<>();

  @Test
  void everyTextOfAnEventIsSealedOrHasAReasonToBePlain() throws IOException {
    EventTypes.all().values().forEach(this::look);

    assertThat(found).containsExactlyInAnyOrderElementsOf(reasons().stringPropertyNames());
  }

  @Test
  void aReasonIsASentence() throws IOException {
    assertThat(reasons().values()).allMatch(reason -> reason.toString().length() > 10);
  }

  private void look(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = record.getSimpleName() + '.' + component.getName();
      if (!component.isAnnotationPresent(PersonalText.class)) {
        look(component.getGenericType(), name);
      } else if (component.getType() == Map.class) {
        found.add(name + ".keys");
      } else {
        assertThat(component.getType()).as(name).isIn(String.class, List.class);
      }
    }
  }

  private void look(Type type, String name) {
    if (type == String.class) {
      found.add(name);
    } else if (type instanceof ParameterizedType container) {
      List.of(container.getActualTypeArguments()).forEach(content -> look(content, name));
    } else if (type instanceof Class<?> known && known.isRecord()) {
      look(known);
    } else {
      assertThat(cannotBeText((Class<?>) type)).as(name + " is a " + type).isTrue();
    }
  }

  private static boolean cannotBeText(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == UUID.class
        || type == Boolean.class
        || Number.class.isAssignableFrom(type)
        || type.getPackageName().equals("java.time");
  }

  private static Properties reasons() throws IOException {
    Properties reasons = new Properties();
    try (InputStream list =
        Objects.requireNonNull(
            PlainTextsTest.class.getResourceAsStream("/plain-texts.properties"))) {
      reasons.load(new InputStreamReader(list, StandardCharsets.UTF_8));
    }
    return reasons;
  }
}
