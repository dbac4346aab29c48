package fr.jalons.platform.slices;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.aop.support.AopUtils;

/**
 * The {@code @EventHandler} methods of a {@link Projection} under the stored names of their events.
 * (Axon 5.0.1 would subscribe them under class names, and they would silently receive nothing.) A
 * handler of a sealed interface receives every event it permits.
 */
final class ProjectionHandlers {
  private final Map<QualifiedName, Handler> handlers = new HashMap<>();
  private final Object projection;
  private final Converter converter;

  private record Handler(Class<?> event, List<Class<?>> parameters, MethodHandle method) {}

  ProjectionHandlers(Object projection, Converter converter) {
    this.projection = projection;
    this.converter = converter;
    for (Method method : methods(AopUtils.getTargetClass(projection))) {
      MethodHandle handle = EventMethods.handle(method);
      for (Class<?> type : types(method, projection)) {
        handlers.put(
            EventMethods.nameOf(type),
            new Handler(type, List.of(method.getParameterTypes()), handle));
      }
    }
    if (handlers.isEmpty() && !(projection instanceof ChosenEvents)) {
      throw new IllegalStateException(projection.getClass().getName() + " handles no event");
    }
  }

  private static Collection<Class<?>> types(Method method, Object projection) {
    return projection instanceof ChosenEvents chosen
        ? chosen.events()
        : EventMethods.leaves(method.getParameterTypes()[0]);
  }

  private static List<Method> methods(Class<?> projection) {
    return Arrays.stream(projection.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(EventHandler.class))
        .toList();
  }

  /** The classes of the events that a projection handles. */
  static Set<Class<?>> events(Class<?> projection) {
    return methods(projection).stream()
        .flatMap(method -> EventMethods.leaves(method.getParameterTypes()[0]).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Hands over what it handles of some events, in their order, and ends the batch. */
  void handle(List<? extends EventMessage> events) {
    ProjectionBatch batch = new ProjectionBatch();
    for (EventMessage event : events) {
      Handler handler = handlers.get(event.type().qualifiedName());
      if (handler != null) {
        Stream<Object> arguments =
            handler.parameters().stream()
                .map(parameter -> argument(parameter, handler.event(), event, batch));
        EventMethods.call(
            handler.method(), Stream.concat(Stream.of(projection), arguments).toArray());
      }
    }
    batch.end();
  }

  private Object argument(
      Class<?> parameter, Class<?> type, EventMessage event, ProjectionBatch batch) {
    if (parameter.isAssignableFrom(type)) {
      return Objects.requireNonNull(event.payloadAs(type, converter));
    }
    if (parameter == Recorded.class) {
      return recorded(event);
    }
    if (parameter == ProjectionBatch.class) {
      return batch;
    }
    throw new IllegalStateException("a projection's handler cannot be given a " + parameter);
  }

  private static Recorded recorded(EventMessage event) {
    return new Recorded(
        PostgresEventStorageEngine.position(event),
        UUID.fromString(event.identifier()),
        event.timestamp(),
        event.metadata().getOrDefault("actor", ""));
  }
}
