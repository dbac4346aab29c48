package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.marks.Role;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.ThisSchool;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/** Over all commands of the class path. */
class CommandRulesTest {
  /** Codes of other things, and accounts, whose reach is for Grantor to say. */
  private static final Map<String, Set<String>> OF_OTHER_THINGS =
      Map.of("GrantRoles", Set.of("school", "classes"), "WithdrawRoles", Set.of("school"));

  private static final StructureId THEIRS = new StructureId("0999998Y:D:1CAP");

  /** The types by which commands say what they are about. */
  private static final Set<Class<?>> IDENTIFYING =
      Set.of(StructureId.class, SchoolId.class, RecordScope.class, ThisSchool.class);

  /** Staff of another school, of all of it. */
  private static final AccessScopes OUTSIDER =
      new AccessScopes(
          JdbcClient.create(new DriverManagerDataSource()), Clock.systemUTC(), new JoinedFiles()) {
        @Override
        AccessScope ofRequest() {
          return new AccessScope(
              Set.of(Role.COORDINATOR), new SchoolId("0999999Z"), null, Set.of(), Set.of(), true);
        }
      };

  @Test
  void everyCommandNamesClassesAndSchoolsByTheIdentifierThatIsCheckedAndUsed() {
    List<String> byCode = new ArrayList<>();
    for (Class<?> command : commands()) {
      for (RecordComponent component : command.getRecordComponents()) {
        boolean aboutClass =
            component.getName().matches("(?i).*(class|group|division|structure|school).*");
        boolean identified = IDENTIFYING.contains(component.getType());
        boolean ofOtherThings =
            OF_OTHER_THINGS
                .getOrDefault(command.getSimpleName(), Set.of())
                .contains(component.getName());
        if (aboutClass && !identified && !ofOtherThings) {
          byCode.add(command.getSimpleName() + '.' + component.getName());
        }
      }
    }
    assertThat(byCode).isEmpty();
  }

  @Test
  void everyCommandAboutAClassOrSchoolIsRefusedBeyondOnesReach()
      throws ReflectiveOperationException {
    List<Class<?>> about =
        commands().stream().filter(command -> identified(command).findAny().isPresent()).toList();
    assertThat(about)
        .extracting(Class::getSimpleName)
        .contains("ScheduleSession", "OpenSurvey", "ImportRoster");
    List<String> open = new ArrayList<>();
    for (Class<?> command : about) {
      if (!OF_OTHER_THINGS.containsKey(command.getSimpleName()) && !isRefused(command)) {
        open.add(command.getSimpleName());
      }
    }
    assertThat(open).isEmpty();
  }

  private static boolean isRefused(Class<?> command) throws ReflectiveOperationException {
    boolean refused = isRefused(made(command, true));
    boolean mayBeOfSchool =
        identified(command).map(RecordComponent::getType).distinct().count() == 2
            || identified(command).anyMatch(one -> one.getType() == RecordScope.class);
    return refused && (!mayBeOfSchool || isRefused(made(command, false)));
  }

  private static boolean isRefused(Object command) {
    try {
      new CommandRules(OUTSIDER).check(command);
      return false;
    } catch (Refusal refusal) {
      return refusal.kind() == Refusal.Kind.FORBIDDEN;
    }
  }

  /** About a class and school of others, or about the school only. */
  private static Object made(Class<?> command, boolean ofClass)
      throws ReflectiveOperationException {
    RecordComponent[] components = command.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @Nullable Object[] values = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(types[i], ofClass);
    }
    Constructor<?> constructor = command.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(Class<?> type, boolean ofClass) {
    if (type == SchoolId.class) {
      return THEIRS.school();
    }
    if (type == ThisSchool.class) {
      return new ThisSchool(THEIRS.school());
    }
    if (type == RecordScope.class) {
      return ofClass ? RecordScope.of(THEIRS) : RecordScope.of(THEIRS.school());
    }
    if (type == StructureId.class) {
      return ofClass ? THEIRS : null;
    }
    return type == int.class ? (Object) 0 : type == boolean.class ? false : null;
  }

  private static Stream<RecordComponent> identified(Class<?> command) {
    return Stream.of(command.getRecordComponents())
        .filter(component -> IDENTIFYING.contains(component.getType()));
  }

  private static List<Class<?>> commands() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Command.class));
    return scanner.findCandidateComponents("fr.jalons").stream()
        .<Class<?>>map(
            found ->
                ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()),
                    CommandRulesTest.class.getClassLoader()))
        .toList();
  }
}
