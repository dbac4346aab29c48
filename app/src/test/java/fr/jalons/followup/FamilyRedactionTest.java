package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.json.EventJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FamilyRedactionTest {
  private static final StudentId CHILD = new StudentId(UUID.randomUUID());
  private static final StudentId CLASSMATE = new StudentId(UUID.randomUUID());
  private static final NeedId NEED = new NeedId(UUID.randomUUID());
  private static final NeedId OTHERS_NEED = new NeedId(UUID.randomUUID());
  private static final EventJson JSON = new EventJson();

  private static final NeedDiagnosed DIAGNOSED =
      new NeedDiagnosed(NEED, CHILD, NeedArea.AUTONOMY, "x", null, LocalDate.of(2026, 9, 15));

  private final FamilyRedaction family = FamilyRedaction.of(CHILD, List.of(DIAGNOSED), JSON);

  @Test
  void ofASessionTheChildsOwnNeedIsShownAndThatOfAClassmateIsNot() {
    SessionId session = new SessionId(UUID.randomUUID());
    String shown =
        shown(
            new SessionScheduled(
                session,
                new StructureId("0999999Z:D:1CAP"),
                "Lire",
                Instant.parse("2026-10-05T08:00:00Z"),
                55,
                List.of(),
                Set.of(),
                List.of(NEED, OTHERS_NEED),
                List.of(CHILD, CLASSMATE)));

    assertThat(shown)
        .contains(session.toString(), NEED.toString(), CHILD.toString(), "0999999Z:D:1CAP")
        .doesNotContain(OTHERS_NEED.toString(), CLASSMATE.toString());
  }

  @Test
  void anEventAboutTheChildAloneIsShownAsItIs() {
    assertThat(JSON.read(shown(DIAGNOSED), NeedDiagnosed.class)).isEqualTo(DIAGNOSED);
  }

  /** Each with identifiers in every place that can hold one, none of them the child's. */
  @Test
  void noEventShowsWhatBelongsToOthersWhateverTheFieldIsCalled() throws Exception {
    for (Class<? extends DomainEvent> type : EventTypes.all().values()) {
      Set<String> others = new HashSet<>();
      DomainEvent event = (DomainEvent) ofRecord(type, others);
      assertThat(others).as(type.getSimpleName()).allMatch(JSON.write(event)::contains);
      String shown = shown(event);
      assertThat(others).as(type.getSimpleName()).noneMatch(shown::contains);
    }
  }

  private String shown(DomainEvent event) {
    return family.payload(event.getClass(), JSON.write(event), JSON);
  }

  private static Object made(Type type, Set<String> others) throws Exception {
    if (type instanceof ParameterizedType of) {
      Type[] parts = of.getActualTypeArguments();
      Object first = made(parts[0], others);
      if (of.getRawType() == Map.class) {
        return Map.of(first, made(parts[1], others));
      }
      return of.getRawType() == Set.class ? Set.of(first) : List.of(first);
    }
    Class<?> kind = (Class<?>) type;
    if (kind.isRecord()) {
      return ofRecord(kind, others);
    }
    if (kind.isEnum()) {
      return kind.getEnumConstants()[0];
    }
    return switch (kind.getSimpleName()) {
      case "UUID" -> other(others);
      case "String" -> other(others).toString();
      case "int", "Integer" -> 1;
      case "long", "Long" -> 1L;
      case "boolean", "Boolean" -> true;
      case "BigDecimal" -> BigDecimal.ONE;
      case "Instant" -> Instant.EPOCH;
      case "LocalDate" -> LocalDate.EPOCH;
      default -> throw new AssertionError("Make one of " + kind);
    };
  }

  private static UUID other(Set<String> others) {
    UUID id = UUID.randomUUID();
    others.add(id.toString());
    return id;
  }

  private static Object ofRecord(Class<?> kind, Set<String> others) throws Exception {
    RecordComponent[] components = kind.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    boolean shared = components.length == 1 && SHARED.contains(kind.getSimpleName());
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          switch (kind.getSimpleName()) {
            case "SchoolId" -> "0999999Z";
            case "StructureId" -> "0999999Z:D:1CAP";
            default -> made(components[i].getGenericType(), shared ? new HashSet<>() : others);
          };
    }
    var constructor = kind.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  /**
   * Identifiers of what belongs to no student: said once more, in other words than the program's.
   */
  private static final Set<String> SHARED =
      Set.of("SessionId", "SurveyId", "TeacherId", "ImportId", "RecordKind");
}
