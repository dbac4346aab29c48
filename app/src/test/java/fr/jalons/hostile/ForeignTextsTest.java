package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.sealing.SubjectId;
import fr.jalons.platform.sealing.SubjectKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A sealed text of somebody else, in whatever text of whatever event it is found, is shown as it
 * is: of another student, of another kind, or of another field.
 */
class ForeignTextsTest extends HostileServer {
  private static final String SECRET = "what nobody else may read";

  @Autowired EventJson json;
  @Autowired Sealing sealing;

  static Stream<Class<? extends DomainEvent>> events() {
    return EventTypes.all().values().stream();
  }

  private UUID id = UUID.randomUUID();
  private UnaryOperator<String> token = field -> field;

  @ParameterizedTest
  @MethodSource("events")
  void ofAnotherSubjectIsNotOpenedInAnyTextOfAnyEvent(Class<? extends DomainEvent> type)
      throws Exception {
    SubjectId victim = new SubjectId(SubjectKind.STUDENT, UUID.randomUUID());
    token = field -> sealing.seal(victim, field, SECRET);

    assertIsShownAsItIs(type);
  }

  @ParameterizedTest
  @MethodSource("events")
  void ofAnotherKindIsNotOpenedInAnyTextOfAnyEvent(Class<? extends DomainEvent> type)
      throws Exception {
    token = field -> sealing.seal(new SubjectId(SubjectKind.SURVEY, id), field, SECRET);

    assertIsShownAsItIs(type);
  }

  @ParameterizedTest
  @MethodSource("events")
  void ofAnotherFieldIsNotOpenedInAnyTextOfAnyEvent(Class<? extends DomainEvent> type)
      throws Exception {
    SubjectId own = new SubjectId(SubjectKind.STUDENT, id);
    token = field -> sealing.seal(own, "another", SECRET);

    assertIsShownAsItIs(type);
  }

  private void assertIsShownAsItIs(Class<?> type) throws ReflectiveOperationException {
    String stored = json.asStored().write(sample(type, ""));

    assertThat(json.opened(stored, type)).isEqualTo(stored).doesNotContain(SECRET);
    assertThat(json.asStored().write(json.read(stored, type))).isEqualTo(stored);
  }

  @Test
  void inItsOwnPlaceItOpens() {
    StudentId student = new StudentId(id);
    String sealed = sealing.seal(SubjectId.of(student), "summary", SECRET);
    String stored =
        json.asStored()
            .write(new InterviewRecorded(new InterviewId(id), student, LocalDate.EPOCH, sealed));

    assertThat(json.opened(stored, InterviewRecorded.class)).contains(SECRET);
    assertThat(json.read(stored, InterviewRecorded.class).summary()).isEqualTo(SECRET);
  }

  private Object sample(Type type, String field) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType container) {
      Type[] of = container.getActualTypeArguments();
      return switch (((Class<?>) container.getRawType()).getSimpleName()) {
        case "Map" ->
            Map.of(of[0] == String.class ? "q" : sample(of[0], field), sample(of[1], field));
        case "Set" -> Set.of(sample(of[0], field));
        default -> List.of(sample(of[0], field));
      };
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return token.apply(field);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return switch (plain.getSimpleName()) {
      case "int", "Integer" -> 1;
      case "long", "Long" -> 1L;
      case "boolean", "Boolean" -> true;
      case "UUID" -> id;
      case "SchoolId" -> new SchoolId("0990001X");
      case "Instant" -> Instant.EPOCH;
      case "LocalDate" -> LocalDate.EPOCH;
      case "BigDecimal" -> BigDecimal.ONE;
      case "StructureId" -> new StructureId("0990001X:D:" + token.apply(field));
      default -> record(plain);
    };
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sample(components[i].getGenericType(), components[i].getName());
    }
    Constructor<?> canonical =
        type.getDeclaredConstructor(
            Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
    canonical.setAccessible(true);
    return canonical.newInstance(values);
  }
}
