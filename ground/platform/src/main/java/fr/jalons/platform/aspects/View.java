package fr.jalons.platform.aspects;

import fr.jalons.platform.slices.EventMethods;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an aspect is turned into what readers get, and that into figures.
 *
 * @param make takes the state or the entries, and all aspects if it likes; null: they are the view
 * @param ofAll whether it takes all aspects
 * @param figures takes the view; null: it has none
 * @param withdrawn takes all aspects; null: what was taken back are entries of the aspect itself
 */
record View(
    Type type,
    @Nullable MethodHandle make,
    boolean ofAll,
    @Nullable MethodHandle figures,
    @Nullable MethodHandle withdrawn) {

  static View of(Class<?> aspect, boolean ofEntries) {
    Method make = method(aspect, "view");
    Method figures = method(aspect, "figures");
    if (make != null
        && !(Modifier.isStatic(make.getModifiers())
            && Arrays.asList(ofEntries ? List.class : aspect)
                .contains(make.getParameterTypes()[0]))) {
      throw new IllegalStateException(
          "The aspect %s has a view that is not static and of %s."
              .formatted(aspect.getName(), ofEntries ? "a list of its entries" : "its state"));
    }
    Type type = make == null ? (ofEntries ? List.class : aspect) : make.getGenericReturnType();
    boolean ofAll = make != null && make.getParameterCount() > 1;
    return new View(
        type, handle(make), ofAll, handle(figures), handle(method(aspect, "withdrawn")));
  }

  private static @Nullable MethodHandle handle(@Nullable Method method) {
    return method == null ? null : EventMethods.handle(method);
  }

  private static @Nullable Method method(Class<?> aspect, String name) {
    return Stream.of(aspect.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && !method.isSynthetic())
        .findFirst()
        .orElse(null);
  }

  @Nullable Object of(Object stateOrEntries, Aspects all) {
    if (make == null) {
      return stateOrEntries;
    }
    return ofAll
        ? EventMethods.call(make, stateOrEntries, all)
        : EventMethods.call(make, stateOrEntries);
  }

  @SuppressWarnings("unchecked")
  List<Withdrawn> withdrawn(Class<?> aspect, Aspects all) {
    return withdrawn == null
        ? all.withdrawn(aspect)
        : (List<Withdrawn>) EventMethods.call(withdrawn, all);
  }

  boolean hasFigures() {
    return figures != null;
  }

  @SuppressWarnings("unchecked")
  List<Figure> figures(@Nullable Object view) {
    return figures == null || view == null
        ? List.of()
        : (List<Figure>) EventMethods.call(figures, view);
  }
}
