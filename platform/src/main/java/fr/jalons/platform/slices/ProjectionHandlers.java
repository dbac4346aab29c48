package fr.jalons.platform.slices;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.aop.support.AopUtils;

/**
 * The {@code @EventHandler} methods of a {@link Projection}, subscribed under the stored names of
 * their events. (Axon 5.0.1 would subscribe them under class names, and they would silently receive
 * nothing.) A handler of a sealed interface receives every event it permits.
 */
final class ProjectionHandlers {
  private ProjectionHandlers() {}

  static EventHandlingComponent of(Object projection, Converter converter) {
    SimpleEventHandlingComponent component = new SimpleEventHandlingComponent();
    List<Method> methods = methods(AopUtils.getTargetClass(projection));
    if (methods.isEmpty()) {
      throw new IllegalStateException(projection.getClass().getName() + " handles no event");
    }
    for (Method method : methods) {
      MethodHandle handle = EventMethods.handle(method).bindTo(projection);
      for (Class<?> type : EventMethods.leaves(method.getParameterTypes()[0])) {
        component.subscribe(
            EventMethods.nameOf(type),
            (event, context) -> {
              Object[] arguments =
                  Arrays.stream(method.getParameterTypes())
                      .map(parameter -> argument(parameter, type, event, context, converter))
                      .toArray();
              EventMethods.call(handle, arguments);
              return MessageStream.empty();
            });
      }
    }
    return component;
  }

  static List<Method> methods(Class<?> projection) {
    return Arrays.stream(projection.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(EventHandler.class))
        .toList();
  }

  static Set<QualifiedName> events(Class<?> projection) {
    return methods(projection).stream()
        .flatMap(method -> EventMethods.leaves(method.getParameterTypes()[0]).stream())
        .map(EventMethods::nameOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Object argument(
      Class<?> parameter,
      Class<?> type,
      EventMessage event,
      ProcessingContext context,
      Converter converter) {
    if (parameter.isAssignableFrom(type)) {
      return Objects.requireNonNull(event.payloadAs(type, converter));
    }
    if (parameter == Recorded.class) {
      return recorded(event);
    }
    if (parameter == ProcessingContext.class) {
      return context;
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
