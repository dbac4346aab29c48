package fr.jalons.platform.slices;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the modules consist of: names of beans with command handlers, read models, and the decision
 * models on the class path.
 */
public final class Slices {
  private static final String ROOT = "fr.jalons";

  private final ConfigurableListableBeanFactory beans;

  private final Supplier<List<ReadModel>> readModels;

  Slices(ConfigurableListableBeanFactory beans, Converter converter, JdbcTemplate jdbc) {
    this.beans = beans;
    this.readModels = SingletonSupplier.of(() -> findReadModels(converter, jdbc));
  }

  List<String> commandHandlers() {
    return named(type -> hasMethodWith(type, CommandHandler.class));
  }

  /** The read models, in the order of their names. */
  public List<ReadModel> readModels() {
    return readModels.get();
  }

  private List<ReadModel> findReadModels(Converter converter, JdbcTemplate jdbc) {
    return named(type -> type.isAnnotationPresent(Projection.class)).stream()
        .map(bean -> readModel(bean, converter, jdbc))
        .sorted(Comparator.comparing(ReadModel::name))
        .toList();
  }

  private ReadModel readModel(String bean, Converter converter, JdbcTemplate jdbc) {
    Class<?> type = typeOf(bean);
    Set<Class<?>> events =
        ChosenEvents.class.isAssignableFrom(type)
            ? ((ChosenEvents) beans.getBean(bean)).events()
            : ProjectionHandlers.events(type);
    return new ReadModel(type, events, () -> beans.getBean(bean), converter, jdbc);
  }

  static List<Class<?>> decisionModels() {
    return AnnotatedTypes.with(DecisionModel.class);
  }

  /** The commands on the class path, sorted by name. */
  public static List<Class<?>> commands() {
    return AnnotatedTypes.with(Command.class).stream()
        .sorted(Comparator.<Class<?>, String>comparing(Class::getName))
        .toList();
  }

  /** The class of the events that a command decides on by itself; none for any other. */
  public static List<Class<?>> events(Class<?> command) {
    return Decision.isIn(command) ? Decision.events(command) : List.of();
  }

  /** Those that decide by themselves: all that no bean handles. */
  List<Class<?>> decidedCommands() {
    Set<Class<?>> handled =
        commandHandlers().stream()
            .flatMap(bean -> Arrays.stream(typeOf(bean).getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(CommandHandler.class))
            .<Class<?>>map(method -> method.getParameterTypes()[0])
            .collect(Collectors.toSet());
    return commands().stream().filter(command -> !handled.contains(command)).toList();
  }

  private List<String> named(Predicate<Class<?>> wanted) {
    return Arrays.stream(beans.getBeanDefinitionNames())
        .filter(name -> isOurs(name) && wanted.test(typeOf(name)))
        .sorted()
        .toList();
  }

  private boolean isOurs(String bean) {
    Class<?> type = beans.getType(bean, false);
    return type != null && type.getName().startsWith(ROOT);
  }

  private Class<?> typeOf(String bean) {
    return ClassUtils.getUserClass(Objects.requireNonNull(beans.getType(bean, false)));
  }

  private static boolean hasMethodWith(Class<?> type, Class<? extends Annotation> annotation) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(annotation)) {
        return true;
      }
    }
    return false;
  }
}
