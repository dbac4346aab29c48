package fr.jalons.platform.web;

import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;

/** Serves all commands that can be posted. */
@RestController
public class CommandEndpoints implements SmartInitializingSingleton {
  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private @Nullable Bodies bodies;

  CommandEndpoints(
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      ObjectProvider<RequestMappingHandlerAdapter> adapter,
      PostgresEventStorageEngine log,
      EventJson json) {
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.mappings = mappings;
    this.adapter = adapter;
    this.log = log;
    this.json = json;
  }

  @Override
  public void afterSingletonsInstantiated() {
    RequestMappingHandlerMapping mapping = mappings.getObject();
    bodies = new Bodies(adapter.getObject().getMessageConverters());
    for (CommandShape shape : shapes.all()) {
      mapping.registerMapping(
          RequestMappingInfo.paths(shape.post().value())
              .methods(RequestMethod.POST)
              .options(mapping.getBuilderConfiguration())
              .build(),
          this,
          method("post"));
    }
  }

  private static Method method(String name) {
    return Arrays.stream(CommandEndpoints.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  ResponseEntity<Object> post(NativeWebRequest request, @PathVariable Map<String, String> variables)
      throws IOException, HttpMediaTypeNotSupportedException {
    CommandShape shape = shapes.at(pattern(request));
    binder.requireAddress(shape, variables); // before the body: what does not exist has none
    Draft<?> draft =
        shape.hasBody() ? Objects.requireNonNull(bodies).read(request, shape) : new Draft<>(shape);
    binder.address(draft, variables);
    CommandBinder.Bound bound = binder.bind(draft, request.getHeader(HttpHeaders.IF_MATCH));
    return answer(shape, bound, commands.send(bound.command()));
  }

  private static String pattern(NativeWebRequest request) {
    return String.valueOf(
        request.getAttribute(
            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
  }

  private ResponseEntity<Object> answer(
      CommandShape shape, CommandBinder.Bound bound, Receipt receipt) {
    Map<String, Object> id = new LinkedHashMap<>();
    id.put("id", Objects.requireNonNull(bound.values()[0]));
    if (bound.command() instanceof AnswersMore more) {
      id.putAll(more.answered());
    }
    if (bound.command() instanceof AnswersRecorded more) {
      id.putAll(recorded(more, String.valueOf(bound.values()[0])));
    }
    if (shape.creates()) {
      return receipt.created(shape.filled(shape.post().location(), bound.values()), id);
    }
    return shape.post().echoes()
        ? receipt.ok(id)
        : ResponseEntity.noContent()
            .header(Receipt.HEADER, Long.toString(receipt.position()))
            .build();
  }

  /** From the log, for a repeated request is answered without being obeyed again. */
  private Map<String, Object> recorded(AnswersRecorded command, String id) {
    EventCriteria said =
        EventCriteria.havingTags(Tag.of(command.tag(), id))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(command.event())));
    StoredEvent last = log.read(said, 0, Integer.MAX_VALUE).getLast();
    Map<?, ?> fields = json.asStored().read(last.payload(), Map.class);
    Map<String, Object> told = new LinkedHashMap<>();
    command.told().forEach(name -> told.put(name, fields.get(name)));
    return told;
  }

  /** Reads a body as Spring reads those of other endpoints. */
  private static final class Bodies extends RequestResponseBodyMethodProcessor {
    private final Map<Class<?>, Body> parameters = new ConcurrentHashMap<>();

    Bodies(List<HttpMessageConverter<?>> converters) {
      super(converters);
    }

    Draft<?> read(NativeWebRequest request, CommandShape shape)
        throws IOException, HttpMediaTypeNotSupportedException {
      Body body = parameters.computeIfAbsent(shape.type(), Body::new);
      return (Draft<?>)
          Objects.requireNonNull(
              readWithMessageConverters(request, body, body.getGenericParameterType()));
    }
  }

  /** The parameter of {@link #body}, as if it were a draft of one command. */
  private static final class Body extends MethodParameter {
    private static final Method METHOD = method("body");

    private final Class<?> command;
    private final Type type;

    Body(Class<?> command) {
      super(METHOD, 0);
      this.command = command;
      this.type = ResolvableType.forClassWithGenerics(Draft.class, command).getType();
    }

    @Override
    public Type getGenericParameterType() {
      return type;
    }

    @Override
    public Body clone() {
      return new Body(command);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Body body && body.command.equals(command);
    }

    @Override
    public int hashCode() {
      return command.hashCode();
    }
  }

  /** Tells Spring that a body must be there. */
  private static void body(@RequestBody Draft<?> body) {
    throw new UnsupportedOperationException();
  }
}
