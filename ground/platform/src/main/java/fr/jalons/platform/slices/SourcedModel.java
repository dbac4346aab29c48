package fr.jalons.platform.slices;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.axonframework.modelling.repository.Repository;

/** A class annotated with {@link DecisionModel}, ready to be sourced by Axon. */
final class SourcedModel<E> {
  private final Class<E> type;
  private final List<String> tags;
  private final Constructor<E> initial;
  private final Map<QualifiedName, Evolution> evolutions = new HashMap<>();
  private final Map<Class<?>, List<String>> tagsOf = new ConcurrentHashMap<>();

  private record Evolution(Class<?> event, MethodHandle evolve) {}

  SourcedModel(Class<E> type) {
    this.type = type;
    this.tags = List.of(type.getAnnotation(DecisionModel.class).tag());
    this.initial = noArguments(type);
    int methods = 0;
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("evolve")
          && method.getParameterCount() == 1
          && !method.isSynthetic()) {
        methods++;
        MethodHandle evolve = EventMethods.handle(method);
        for (Class<?> event : EventMethods.leaves(method.getParameterTypes()[0])) {
          addEvolution(event, evolve);
        }
      }
    }
    if (methods == 0) {
      throw new IllegalStateException(type.getName() + " evolves from no event");
    }
  }

  /** An interface stands for all events that implement it. */
  private void addEvolution(Class<?> event, MethodHandle evolve) {
    if (evolutions.put(EventMethods.nameOf(event), new Evolution(event, evolve)) != null) {
      throw new IllegalStateException(
          type.getName() + " evolves twice from " + event.getName() + ": keep one of the methods");
    }
  }

  private static <E> Constructor<E> noArguments(Class<E> type) {
    try {
      Constructor<E> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName() + " lacks a constructor without arguments", e);
    }
  }

  Repository<Object, E> repository(EventStore store, Converter converter) {
    return new EventSourcingRepository<>(
        Object.class,
        type,
        store,
        (id, event, context) -> initialState(),
        (id, context) -> criteria(id),
        (state, event, context) -> evolve(state, event, converter));
  }

  private EventCriteria criteria(Object id) {
    List<EventCriteria> wanted = new ArrayList<>();
    for (String tag : tagsOf.computeIfAbsent(id.getClass(), this::tags)) {
      wanted.add(
          EventCriteria.havingTags(Tag.of(tag, id.toString()))
              .andBeingOneOfTypes(evolutions.keySet()));
    }
    return wanted.size() == 1 ? wanted.getFirst() : EventCriteria.either(wanted);
  }

  /** All tags, or the one that is named like the identifier. */
  private List<String> tags(Class<?> id) {
    String own = id.getSimpleName().toLowerCase(Locale.ROOT);
    List<String> named =
        tags.stream().skip(1).filter(tag -> own.equals(tag + "id")).limit(1).toList();
    return named.isEmpty() ? tags : named;
  }

  private E initialState() {
    try {
      return initial.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type.getName(), e);
    }
  }

  private E evolve(E state, EventMessage event, Converter converter) {
    Evolution evolution = evolutions.get(event.type().qualifiedName());
    if (evolution == null) {
      return state; // an event appended by this very decision that it need not know
    }
    Object payload = Objects.requireNonNull(event.payloadAs(evolution.event(), converter));
    return type.cast(EventMethods.call(evolution.evolve(), state, payload));
  }
}
