package fr.jalons.platform.web;

import fr.jalons.marks.Withdrawal;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShape.Part;
import fr.jalons.platform.web.CommandShape.Source;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a command of what an address, a body and a session say. First all constraints of its record
 * are checked, then codes are looked up, then it is made.
 */
@Component
public class CommandBinder {
  private static final SingletonSupplier<Set<QualifiedName>> WITHDRAWALS =
      SingletonSupplier.of(
          () ->
              EventMethods.leaves(Withdrawal.class).stream()
                  .map(EventMethods::nameOf)
                  .collect(Collectors.toUnmodifiableSet()));

  private final Validator validator;
  private final Readings readings;
  private final Commands commands;
  private final CurrentActor actor;
  private final ConversionService conversions;
  private final JsonMapper json;
  private final Clock clock;
  private final PostgresEventStorageEngine log;

  CommandBinder(
      Validator validator,
      Readings readings,
      Commands commands,
      CurrentActor actor,
      @Qualifier("mvcConversionService") ConversionService conversions,
      JsonMapper json,
      Clock clock,
      PostgresEventStorageEngine log) {
    this.validator = validator;
    this.readings = readings;
    this.commands = commands;
    this.actor = actor;
    this.conversions = conversions;
    this.json = json;
    this.clock = clock;
    this.log = log;
  }

  /** A command and, in the order of its components, what it was made of. */
  public record Bound(CommandShape shape, Object command, @Nullable Object[] values) {

    /** A path in which names of components stand for their values. */
    public String filled(String path) {
      return shape.filled(path, values);
    }
  }

  /**
   * The command that a form gives.
   *
   * @param body what a program would send
   * @param chosen what was picked by name, which stands for itself
   * @throws ConstraintViolationException if a constraint forbids it
   * @throws Refusal if a code means nothing
   */
  public Bound ofForm(
      CommandShape shape,
      Map<String, String> address,
      JsonParser body,
      Map<Part, List<String>> chosen) {
    Draft<?> draft = read(shape, body, chosen);
    address(draft, address);
    return bind(draft, null);
  }

  /**
   * The command that corrects what it once made.
   *
   * @param id what it made
   * @param known the value of a component that the address named then
   * @param body as it would make it now
   * @param chosen what a form picked by name, which stands for itself
   * @throws ConstraintViolationException if a constraint forbids it
   * @throws Refusal if a code means nothing
   */
  public Bound ofCorrection(
      CommandShape shape,
      UUID id,
      Function<Part, Object> known,
      JsonParser body,
      Map<Part, List<String>> chosen,
      Correction correction) {
    Draft<?> draft = read(shape, body, chosen);
    for (Part part : shape.parts()) {
      switch (part.source()) {
        case NEW_ID -> draft.put(part, create(shape.idConstructor(), id));
        case PATH -> draft.put(part, known.apply(part));
        case CORRECTION -> draft.put(part, correction);
        default -> {}
      }
    }
    return bind(draft, null);
  }

  private Draft<?> read(CommandShape shape, JsonParser body, Map<Part, List<String>> chosen) {
    JavaType type = json.getTypeFactory().constructParametricType(Draft.class, shape.type());
    Draft<?> draft =
        json.readerFor(type)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValue(body);
    chosen.forEach(
        (part, values) ->
            draft.put(
                part,
                values.isEmpty() || values.getFirst().isBlank()
                    ? null
                    : picked(part, values.getFirst())));
    return draft;
  }

  private Object picked(Part part, String text) {
    try {
      Object value =
          conversions.convert(text, MethodType.methodType(part.type()).wrap().returnType());
      if (value != null) {
        return value;
      }
    } catch (ConversionException e) {
      // Told below: nothing that was offered.
    }
    throw Refusal.invalid(part.written(), "platform.unreadable-field");
  }

  /**
   * Puts what the address says into the draft.
   *
   * @throws Refusal 404 if a variable cannot be what it should
   */
  void address(Draft<?> draft, Map<String, String> variables) {
    for (Part part : draft.shape().parts()) {
      if (part.source() == Source.PATH) {
        draft.put(part, variable(part, variables));
      }
    }
  }

  /**
   * Whether an address can be one of this command's, before anything is looked up by it.
   *
   * @throws Refusal 404 if a variable cannot be what it should
   */
  public void requireAddress(CommandShape shape, Map<String, String> address) {
    for (Part part : shape.parts()) {
      if (part.source() == Source.PATH) {
        variable(part, address);
      }
    }
  }

  private Object variable(Part part, Map<String, String> variables) {
    String text = variables.getOrDefault(part.name(), "");
    try {
      Object value = conversions.convert(text, part.type());
      if (value != null) {
        return value;
      }
    } catch (ConversionException e) {
      // Told below: an identifier that cannot be one names nothing that exists.
    }
    throw new Refusal(
        Refusal.Kind.NOT_FOUND, List.of(Fault.of(part.name(), "platform.unreadable-field")));
  }

  /**
   * The command that is meant.
   *
   * @throws ConstraintViolationException if a constraint forbids it
   * @throws Refusal if a code means nothing
   */
  Bound bind(Draft<?> draft, @Nullable String ifMatch) {
    CommandShape shape = draft.shape();
    @Nullable Object[] values = draft.values();
    for (Part part : shape.parts()) {
      switch (part.source()) {
        case VERSION -> values[part.index()] = Version.wanted(ifMatch);
        case SENDER -> values[part.index()] = actor.id();
        default -> {
          if (values[part.index()] == null && part.many() && !part.required()) {
            values[part.index()] = empty(part);
          } else if (values[part.index()] == null && part.inBody() && !part.optional()) {
            values[part.index()] = readings.leftOut(part);
          }
        }
      }
    }
    check(shape, values);
    meanings(shape, values);
    return made(shape, values);
  }

  private static Object empty(Part part) {
    return Set.class.isAssignableFrom(part.type()) ? Set.of() : List.of();
  }

  private void check(CommandShape shape, @Nullable Object[] written) {
    @Nullable Object[] values = written.clone();
    List<Part> toRead = new ArrayList<>();
    for (Part part : shape.parts()) {
      Object value = values[part.index()];
      if (value != null && readings.has(part) && !part.type().isInstance(value)) {
        values[part.index()] = null; // what it means is looked up when all else is in order
        toRead.add(part);
      }
    }
    Set<ConstraintViolation<Object>> violations =
        broken(shape, values).stream()
            .filter(
                violation ->
                    toRead.stream()
                        .noneMatch(part -> part.name().equals(Violations.component(violation))))
            .collect(Collectors.toSet());
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
  }

  @SuppressWarnings("unchecked")
  private Set<ConstraintViolation<Object>> broken(CommandShape shape, @Nullable Object[] values) {
    return validator
        .forExecutables()
        .validateConstructorParameters((Constructor<Object>) shape.constructor(), values);
  }

  /** Values that others depend on for their day come first. */
  private void meanings(CommandShape shape, @Nullable Object[] values) {
    List<Part> later = new ArrayList<>();
    for (Part part : shape.parts()) {
      if (part.component().isAnnotationPresent(OnDayOf.class)) {
        later.add(part);
      } else {
        meaning(part, values, LocalDate.now(clock));
      }
    }
    for (Part part : later) {
      String on = part.component().getAnnotation(OnDayOf.class).value();
      meaning(part, values, day(values[shape.named(on).index()]));
    }
  }

  private void meaning(Part part, @Nullable Object[] values, LocalDate day) {
    Object written = values[part.index()];
    if (written != null && part.inBody()) {
      values[part.index()] = readings.read(part, written, day);
    }
  }

  private LocalDate day(@Nullable Object value) {
    return value instanceof LocalDate day
        ? day
        : value instanceof Instant instant
            ? LocalDate.ofInstant(instant, clock.getZone())
            : LocalDate.now(clock);
  }

  private Bound made(CommandShape shape, @Nullable Object[] values) {
    if (!shape.creates()) {
      return new Bound(shape, make(shape, values), values);
    }
    Object given = values[0];
    Constructor<?> id = shape.idConstructor();
    if (shape.corrects() && values[shape.correction().index()] != null) {
      return new Bound(shape, make(shape, values), values);
    }
    if (given == null && NamesItself.class.isAssignableFrom(shape.type())) {
      values[0] = create(id, new UUID(0, 0));
      NamesItself named = (NamesItself) make(shape, values);
      Object same = commands.idOf(named.sameness(), uuid -> create(id, uuid));
      for (int next = 2; isWithdrawn(named.tag(), same); next++) {
        same = commands.idOf(named.sameness() + ':' + next, uuid -> create(id, uuid));
      }
      values[0] = same;
    } else {
      values[0] = commands.idOr(given, uuid -> create(id, uuid));
    }
    return new Bound(shape, make(shape, values), values);
  }

  private boolean isWithdrawn(String tag, Object id) {
    EventCriteria withdrawal =
        EventCriteria.havingTags(Tag.of(tag, id.toString()))
            .andBeingOneOfTypes(WITHDRAWALS.obtain());
    return !log.read(withdrawal, 0, 1).isEmpty();
  }

  private static Object make(CommandShape shape, @Nullable Object[] values) {
    return create(shape.constructor(), values);
  }

  /** Lets what the constructor throws through. */
  private static Object create(Constructor<?> constructor, @Nullable Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + constructor.getDeclaringClass(), e);
    }
  }
}
