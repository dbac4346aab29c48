package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.ImportId;
import fr.jalons.events.RecordKind;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.TagValues;
import fr.jalons.platform.json.EventJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Events as the family of one student may see them: a session concerns a whole class, and what
 * belongs to classmates is hidden. What is hidden depends on the type of a field and not on its
 * name: identifiers of a kind that some student owns are shown if the family's own student does,
 * and what is of an unknown type is not shown.
 */
final class FamilyRedaction {
  /** What no student owns. */
  private static final Set<Class<?>> SHARED =
      Set.of(
          SchoolId.class,
          StructureId.class,
          TeacherId.class,
          SessionId.class,
          SurveyId.class,
          RecordKind.class,
          ImportId.class);

  private static final Pattern IDENTIFIER =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Object HIDDEN = new Object();

  private final Set<String> own;

  private FamilyRedaction(Set<String> own) {
    this.own = own;
  }

  /** For the family of a student, with all events that concern the student. */
  static FamilyRedaction of(StudentId student, List<DomainEvent> history, EventJson json) {
    Set<String> own = new HashSet<>();
    own.add(student.toString());
    history.stream()
        .filter(event -> TagValues.of(event, Tags.STUDENT).equals(Set.of(student.toString())))
        .forEach(event -> addIdentifiers(json.read(json.write(event), Map.class), own));
    return new FamilyRedaction(own);
  }

  /** What stands in an event about one student alone is that student's. */
  private static void addIdentifiers(@Nullable Object part, Set<String> own) {
    if (part instanceof Map<?, ?> fields) {
      fields.values().forEach(value -> addIdentifiers(value, own));
    } else if (part instanceof Collection<?> many) {
      many.forEach(one -> addIdentifiers(one, own));
    } else if (part instanceof String text && IDENTIFIER.matcher(text).matches()) {
      own.add(text);
    }
  }

  /** The payload of an event, without what is hidden. */
  String payload(Class<? extends DomainEvent> type, String payload, EventJson json) {
    return json.write(fields(json.read(payload, Map.class), type));
  }

  private Map<String, @Nullable Object> fields(Map<?, ?> fields, Class<?> type) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (fields.containsKey(component.getName())) {
        Object value = shown(fields.get(component.getName()), component.getGenericType());
        if (value != HIDDEN) {
          shown.put(component.getName(), value);
        }
      }
    }
    return shown;
  }

  private @Nullable Object shown(@Nullable Object value, Type type) {
    if (value == null) {
      return null;
    }
    if (type instanceof ParameterizedType of) {
      return shown(value, of);
    }
    return type instanceof Class<?> kind ? shown(value, kind) : HIDDEN;
  }

  private Object shown(Object value, ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (value instanceof Collection<?> many && of.length == 1) {
      return many.stream().filter(one -> shown(one, of[0]) != HIDDEN).toList();
    }
    if (value instanceof Map<?, ?> map && of.length == 2) {
      Map<Object, @Nullable Object> shown = new LinkedHashMap<>(map);
      shown
          .entrySet()
          .removeIf(
              entry ->
                  shown(entry.getKey(), of[0]) == HIDDEN
                      || shown(entry.getValue(), of[1]) == HIDDEN);
      return shown;
    }
    return HIDDEN;
  }

  private Object shown(Object value, Class<?> type) {
    if (value instanceof Map<?, ?> line && type.isRecord()) {
      Map<String, @Nullable Object> shown = fields(line, type);
      return shown.size() == line.size() ? shown : HIDDEN; // a line about somebody else
    }
    boolean plain =
        type.isPrimitive()
            || type.isEnum()
            || type == String.class
            || type == Boolean.class
            || Number.class.isAssignableFrom(type)
            || Temporal.class.isAssignableFrom(type);
    boolean identifier = type == UUID.class || type.isRecord();
    String text = value.toString();
    if (SHARED.contains(type) || own.contains(text)) {
      return value;
    }
    return identifier || !plain || IDENTIFIER.matcher(text).matches() ? HIDDEN : value;
  }
}
