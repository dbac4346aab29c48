package fr.jalons.platform.slices;

import fr.jalons.marks.By;
import fr.jalons.platform.actor.Actor;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a command decides by itself: its method {@code decide}, and where each argument comes from.
 * An argument is a decision model, a list of them, {@link LocalDate} (today), {@link Clock}, {@link
 * Actor} or {@link Models}. A model is asked for by the component of the command that {@link By}
 * names, or by a component of it ({@code scope.school}), else by the one named like the model's
 * tag; by a component that is null, it is null.
 */
final class Decision {
  private static final String METHOD = "decide";

  private final MethodHandle decide;
  private final List<Argument> arguments;

  private Decision(MethodHandle decide, List<Argument> arguments) {
    this.decide = decide;
    this.arguments = arguments;
  }

  /** What a decision can know of the command's circumstances. */
  record Circumstances(Models models, Clock clock, Actor actor) {}

  /** Where an argument comes from. */
  @FunctionalInterface
  private interface Argument {
    CompletableFuture<?> of(Object command, Circumstances circumstances);
  }

  static boolean isIn(Class<?> command) {
    return methods(command).findAny().isPresent();
  }

  private static Stream<Method> methods(Class<?> command) {
    return Arrays.stream(command.getDeclaredMethods())
        .filter(method -> method.getName().equals(METHOD) && !method.isSynthetic());
  }

  /** What its list of events holds. */
  static List<Class<?>> events(Class<?> command) {
    return methods(command)
        .map(Method::getGenericReturnType)
        .filter(ParameterizedType.class::isInstance)
        .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0])
        .<Class<?>>mapMulti(
            (held, found) -> {
              if (held instanceof Class<?> event) {
                found.accept(event);
              }
            })
        .toList();
  }

  static Decision of(Class<?> command) {
    List<Method> found = methods(command).toList();
    if (found.size() != 1 || !List.class.isAssignableFrom(found.getFirst().getReturnType())) {
      throw wrong(command, "needs exactly one method decide, which returns a List of events");
    }
    Method method = found.getFirst();
    return new Decision(
        EventMethods.handle(method),
        Arrays.stream(method.getParameters())
            .map(parameter -> argument(command, parameter))
            .toList());
  }

  private static Argument argument(Class<?> command, Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == LocalDate.class) {
      return (given, known) -> done(LocalDate.now(known.clock));
    }
    if (type == Clock.class) {
      return (given, known) -> done(known.clock);
    }
    if (type == Actor.class) {
      return (given, known) -> done(known.actor);
    }
    if (type == Models.class) {
      return (given, known) -> done(known.models);
    }
    if (type == List.class
        && parameter.getParameterizedType() instanceof ParameterizedType generic
        && generic.getActualTypeArguments()[0] instanceof Class<?> each) {
      Function<Object, @Nullable Object> ids = component(command, parameter, each);
      return (given, known) ->
          known.models.askedForEach(each, (Collection<?>) Objects.requireNonNull(ids.apply(given)));
    }
    Function<Object, @Nullable Object> id = component(command, parameter, type);
    return (given, known) -> {
      Object value = id.apply(given);
      return value == null ? done(null) : known.models.asked(type, value);
    };
  }

  private static CompletableFuture<?> done(@Nullable Object value) {
    return CompletableFuture.completedFuture(value);
  }

  /** The component that identifies a model, or a component of it. */
  private static Function<Object, @Nullable Object> component(
      Class<?> command, Parameter parameter, Class<?> model) {
    DecisionModel marked = model.getAnnotation(DecisionModel.class);
    if (marked == null) {
      throw wrong(
          command,
          "decides by "
              + model.getName()
              + ", which is no @DecisionModel, nor LocalDate, Clock, Actor or Models");
    }
    By by = parameter.getAnnotation(By.class);
    String name = by == null ? marked.tag()[0] : by.value();
    Class<?> holder = command;
    Function<Object, @Nullable Object> found = given -> given;
    for (String step : name.split("\\.")) {
      RecordComponent component =
          Arrays.stream(components(holder))
              .filter(one -> one.getName().equals(step))
              .findFirst()
              .orElseThrow(
                  () ->
                      wrong(
                          command,
                          "has no component %s for %s: name the right one with @By"
                              .formatted(name, model.getName())));
      MethodHandle accessor = EventMethods.handle(component.getAccessor());
      Function<Object, @Nullable Object> before = found;
      found =
          given -> {
            Object held = before.apply(given);
            return held == null ? null : EventMethods.call(accessor, held);
          };
      holder = component.getType();
    }
    return found;
  }

  private static RecordComponent[] components(Class<?> command) {
    RecordComponent[] components = command.getRecordComponents();
    if (components == null) {
      throw wrong(command, "decides, so it must be a record");
    }
    return components;
  }

  private static IllegalStateException wrong(Class<?> command, String what) {
    return new IllegalStateException(command.getName() + ' ' + what);
  }

  /** The events; all models are asked for at once. */
  List<?> of(Object command, Circumstances circumstances) {
    List<? extends CompletableFuture<?>> asked =
        arguments.stream().map(argument -> argument.of(command, circumstances)).toList();
    Object[] all = new Object[asked.size() + 1];
    all[0] = command;
    for (int i = 0; i < asked.size(); i++) {
      all[i + 1] = Models.told(asked.get(i));
    }
    return (List<?>) EventMethods.call(decide, all);
  }
}
