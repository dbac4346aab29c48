package fr.jalons.platform.slices;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.annotation.AnnotationMessageTypeResolver;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.springframework.util.function.SingletonSupplier;

/** What slices share: the name under which an event class is stored, and calls by handle. */
public final class EventMethods {
  // No fallback: an event class without namespace and name is a mistake, not a class name.
  private static final MessageTypeResolver TYPES = new AnnotationMessageTypeResolver(null);

  private static final SingletonSupplier<List<Class<?>>> EVENTS =
      SingletonSupplier.of(() -> AnnotatedTypes.with(Event.class));

  private EventMethods() {}

  /** The name under which events of a class are stored. */
  public static QualifiedName nameOf(Class<?> event) {
    return TYPES
        .resolve(event)
        .orElseThrow(() -> new IllegalStateException(event.getName() + " is not an @Event"))
        .qualifiedName();
  }

  /**
   * The event classes behind a handler's parameter: itself, or all that a sealed type permits, or
   * all of the class path that implement an open interface.
   */
  public static List<Class<?>> leaves(Class<?> type) {
    if (type.isSealed()) {
      return Arrays.stream(type.getPermittedSubclasses())
          .<Class<?>>flatMap(permitted -> leaves(permitted).stream())
          .toList();
    }
    return type.isInterface()
        ? EVENTS.obtain().stream().filter(type::isAssignableFrom).toList()
        : List.of(type);
  }

  /** A handle on {@code method} for {@link #call}: it takes its arguments in one array. */
  public static MethodHandle handle(Method method) {
    try {
      MethodHandle handle =
          MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
              .unreflect(method);
      int arguments = handle.type().parameterCount();
      return handle
          .asType(MethodType.genericMethodType(arguments))
          .asSpreader(Object[].class, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }

  /** Calls what {@link #handle} made, and lets what the method throws through. */
  @SuppressWarnings("unchecked")
  public static <X extends Throwable> Object call(MethodHandle handle, Object... arguments)
      throws X {
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (Throwable e) {
      throw (X) e;
    }
  }
}
